/** The archives that servers understand, and which one a name or the first bytes stand for. */
import { bundleTypeOfKey, type BundleType } from '@sluice/model'

/** `YAML` and `JSON` revisions are AppSpecs without files; they are for functions and containers. */
export type ArchiveType = Extract<BundleType, 'tar' | 'tgz' | 'zip'>

/** Undefined for any other extension. */
export function bundleTypeFromKey(key: string): ArchiveType | undefined {
  const type = bundleTypeOfKey(key)
  return type !== undefined && isArchiveType(type) ? type : undefined
}

export function isArchiveType(type: BundleType): type is ArchiveType {
  return type === 'tar' || type === 'tgz' || type === 'zip'
}

/** What the first block (512 bytes, or the whole file when it is shorter) shows; undefined when it is none of the three. */
export function archiveTypeOf(head: Buffer): ArchiveType | undefined {
  const magic = head.toString('latin1', 0, 4)
  if (magic === 'PK\u0003\u0004' || magic === 'PK\u0005\u0006') return 'zip'
  if (magic.startsWith('\u001f\u008b')) return 'tgz'
  return isTarHeader(head) ? 'tar' : undefined
}

/** A tar header has a checksum, with or without the word `ustar`; an empty tar begins with a block of zeros. */
function isTarHeader(block: Buffer): boolean {
  if (block.length < 512) return false
  const written = Number.parseInt(block.toString('latin1', 148, 156), 8)
  const sum = block.reduce((total, byte, index) => total + (index >= 148 && index < 156 ? 0x20 : byte), 0)
  return written === sum && block[0] !== undefined && block[0] >= 0x20
}
