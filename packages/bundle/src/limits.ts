/** How much an archive may unpack to. An archive of a few kilobytes can hold terabytes, so counting happens while reading. */
import { refuseBundle } from './bundle-refusal.ts'

export interface BundleLimits {
  /** Bytes after unpacking; for tar with its headers. */
  totalBytes: number
  entries: number
  /** Unpacked bytes for each byte of the archive; looked at beyond `ratioFreeBytes`. */
  ratio: number
}

export const defaultBundleLimits: BundleLimits = { totalBytes: 4 * 1024 ** 3, entries: 200_000, ratio: 200 }

/** Small archives of empty or repetitive files are honest at any ratio. */
const ratioFreeBytes = 64 * 1024 ** 2

export class Meter {
  readonly #limits: BundleLimits
  readonly #archiveBytes: number
  #bytes = 0
  #entries = 0

  constructor(limits: BundleLimits, archiveBytes: number) {
    this.#limits = limits
    this.#archiveBytes = archiveBytes
  }

  addEntry(): void {
    this.#entries += 1
    const { entries } = this.#limits
    if (this.#entries > entries) refuseBundle('B7', `The bundle holds more than ${entries} files and folders.`)
  }

  addBytes(count: number): void {
    this.#bytes += count
    const { totalBytes, ratio } = this.#limits
    if (this.#bytes > totalBytes) refuseBundle('B7', `The bundle unpacks to more than ${totalBytes} bytes.`)
    if (this.#bytes > ratioFreeBytes && this.#bytes > ratio * this.#archiveBytes)
      refuseBundle('B7', `The bundle unpacks to more than ${ratio} times its own size.`)
  }
}
