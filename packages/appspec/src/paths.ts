/** Paths as an AppSpec writes them, without a file system. The host looks at the real one again (links may lead elsewhere). */
import type { AppSpecOs } from './server-app-spec.ts'

/**
 * `source` or `location` as a path relative to the bundle: `/a//b/` and `./a/b` are `a/b`, and `/` is '' (everything).
 * A leading slash means the bundle's root. Undefined when the path leaves the bundle.
 */
export function pathInBundle(written: string, os: AppSpecOs = 'linux'): string | undefined {
  const text = os === 'windows' ? written.replaceAll('\\', '/') : written.replace(/^\\$/, '/')
  if (/^[A-Za-z]:/.test(text) && os === 'windows') return undefined
  return foldDots(text.split('/'))?.join('/')
}

/** Fully qualified on that system; without a system, on any. */
export function isFullyQualified(written: string, os?: AppSpecOs): boolean {
  const onLinux = written.startsWith('/')
  const onWindows = /^([A-Za-z]:[\\/]|\\\\[^\\])/.test(written)
  return (os !== 'windows' && onLinux) || (os !== 'linux' && onWindows)
}

/** Whether `..` climbs above the root of the file system (or drive), which no honest destination does. */
export function climbsAboveRoot(written: string): boolean {
  return foldDots(written.replaceAll('\\', '/').split('/').slice(1)) === undefined
}

/** The file's own name: `files/index.html` -> `index.html`. */
export const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1)

function foldDots(parts: readonly string[]): string[] | undefined {
  const kept: string[] = []
  for (const part of parts) {
    if (part === '' || part === '.') continue
    if (part !== '..') kept.push(part)
    else if (kept.pop() === undefined) return undefined
  }
  return kept
}

/**
 * A path relative to the bundle or to a root: not empty, `/` only, no `.` or `..` parts, no drive, no backslash, no
 * control characters. Everything else is refused rather than repaired.
 */
export function isSafeRelativePath(path: string): boolean {
  if (path === '' || path.includes('\\') || /^[A-Za-z]:/.test(path)) return false
  if (/[\u0000-\u001f\u007f]/.test(path)) return false
  return path.split('/').every((part) => part !== '' && part !== '.' && part !== '..')
}
