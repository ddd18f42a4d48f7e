/** Tar archives by hand, byte for byte, so that tests can write what no honest program writes. */
import { gzipSync } from 'node:zlib'

export interface TarEntry {
  name: string
  body?: string | Buffer
  /** 0 file, 1 hard link, 2 symbolic link, 3 character device, 5 folder, 6 FIFO, x PAX header, L long name. */
  type?: string
  mode?: number
  link?: string
  /** When the header should lie about the body. */
  size?: number
}

export function tarOf(...entries: TarEntry[]): Buffer {
  return Buffer.concat([...entries.flatMap(blocksOf), Buffer.alloc(1024)])
}

export const tgzOf = (...entries: TarEntry[]): Buffer => gzipSync(tarOf(...entries))

/** A PAX header for the entry behind it; values may hold anything. */
export function pax(records: Record<string, string>): TarEntry {
  return { name: 'pax', type: 'x', body: Object.entries(records).map(paxRecord).join('') }
}

export const folder = (name: string, mode = 0o755): TarEntry => ({ name, type: '5', mode })
export const link = (name: string, target: string): TarEntry => ({ name, type: '2', link: target, mode: 0o777 })
export const hardLink = (name: string, target: string): TarEntry => ({ name, type: '1', link: target })

function paxRecord([key, value]: [string, string]): string {
  const rest = ` ${key}=${value}\n`
  const bytes = Buffer.byteLength(rest)
  const digits = String(bytes + String(bytes).length).length
  return `${bytes + digits}${rest}`
}

function blocksOf(entry: TarEntry): Buffer[] {
  const body = Buffer.from(entry.body ?? '')
  return [headerOf(entry, body.length), body, Buffer.alloc((512 - (body.length % 512)) % 512)]
}

function headerOf({ name, type = '0', mode = 0o644, link: target = '', size }: TarEntry, length: number): Buffer {
  const header = Buffer.alloc(512)
  const octal = (value: number, digits: number) => value.toString(8).padStart(digits, '0')
  header.write(name, 0, 100)
  header.write(octal(mode, 7), 100)
  header.write(octal(0, 7), 108)
  header.write(octal(0, 7), 116)
  header.write(octal(size ?? length, 11), 124)
  header.write(octal(1_700_000_000, 11), 136)
  header.write('        ', 148)
  header.write(type, 156)
  header.write(target, 157, 100)
  header.write('ustar\u000000', 257)
  header.write(
    `${octal(
      header.reduce((sum, byte) => sum + byte, 0),
      6,
    )}\0 `,
    148,
  )
  return header
}
