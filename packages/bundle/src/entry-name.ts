/** Which names of an archive may become paths (A8). A name that would need repair is refused, not repaired. */

export type NameVerdict = { path: string } | { trouble: string }

const maxPathBytes = 4096
const maxPartBytes = 255
const maxParts = 128

/** `./a//b/` is `a/b`; the root itself is ''. */
export function judgeName(name: string): NameVerdict {
  if (name.includes('\0')) return { trouble: 'holds a NUL character' }
  if (/[\u0001-\u001f\u007f]/.test(name)) return { trouble: 'holds a control character' }
  if (name.includes('\ufffd')) return { trouble: 'is not valid UTF-8' }
  if (/^[/\\]/.test(name)) return { trouble: 'is an absolute path' }
  if (/^[A-Za-z]:/.test(name)) return { trouble: 'starts with a drive letter' }
  if (name.split(/[/\\]/).includes('..')) return { trouble: 'leaves the bundle by ..' }
  const parts = name.split('/').filter((part) => part !== '' && part !== '.')
  if (parts.length > maxParts) return { trouble: `is more than ${maxParts} folders deep` }
  const path = parts.join('/')
  const isLong = Buffer.byteLength(path) > maxPathBytes || parts.some((part) => Buffer.byteLength(part) > maxPartBytes)
  return isLong ? { trouble: 'is too long' } : { path }
}

/** Equal for names that some file systems cannot tell apart: by case, or by how an accent is written. */
export const foldedName = (path: string): string => path.normalize('NFC').toUpperCase().toLowerCase()
