/** Zip archives by yazl, then patched byte for byte where a test wants what yazl refuses to write. */
import { buffer } from 'node:stream/consumers'
import { ZipFile } from 'yazl'

export interface ZipEntry {
  name: string
  body?: string | Buffer
  mode?: number
}

/** `__` in place of the evil parts of a name: patch them afterwards with `renamed`. */
export async function zipOf(...entries: ZipEntry[]): Promise<Buffer> {
  const zip = new ZipFile()
  for (const { name, body = '', mode = 0o100644 } of entries) {
    if (name.endsWith('/')) zip.addEmptyDirectory(name, { mode: 0o040755 })
    else zip.addBuffer(Buffer.from(body), name, { mode })
  }
  zip.end()
  return buffer(zip.outputStream)
}

export const zipLink = (name: string, target: string): ZipEntry => ({ name, body: target, mode: 0o120777 })

/** Writes another name of the same length over every place of a name. */
export function renamed(archive: Buffer, from: string, to: string): Buffer {
  if (Buffer.byteLength(from) !== Buffer.byteLength(to)) throw new Error('names must be of one length')
  const patched = Buffer.from(archive)
  for (let at = patched.indexOf(from); at >= 0; at = patched.indexOf(from, at + 1)) patched.write(to, at)
  return patched
}
