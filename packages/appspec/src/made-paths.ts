/** The paths that the `files` section makes, in order, so that what lies below an object is one stretch of them. */
import type { InstallMap } from './install-map.ts'
import { textOf } from './located.ts'
import { objectPath } from './permission-scope.ts'

export interface MadePaths {
  /** Files and folders. */
  sorted: readonly string[]
  /** Folders that may be on a host already: destinations, and what is above them. */
  uncertain: ReadonlySet<string>
}

const known = new WeakMap<InstallMap, MadePaths>()

export function madePaths(map: InstallMap): MadePaths {
  const made = known.get(map) ?? pathsOf(map)
  known.set(map, made)
  return made
}

/** The object and everything below it, with some that only begin alike. */
export function* pathsFrom({ sorted }: MadePaths, object: string): Generator<string> {
  for (let at = firstAtLeast(sorted, object); at < sorted.length; at += 1) {
    const path = sorted[at]
    if (path === undefined || !path.startsWith(object)) return
    yield path
  }
}

function pathsOf({ files, folders }: InstallMap): MadePaths {
  const sorted = [...new Set([...files.keys(), ...folders.keys()])].toSorted()
  const uncertain = new Set<string>()
  for (const item of new Set(files.values()))
    for (
      let path = objectPath(textOf(item, 'destination')?.text ?? '');
      path !== '' && !uncertain.has(path);
      path = path.slice(0, Math.max(0, path.lastIndexOf('/')))
    )
      uncertain.add(path)
  return { sorted, uncertain }
}

function firstAtLeast(sorted: readonly string[], wanted: string): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] ?? '') < wanted) low = middle + 1
    else high = middle
  }
  return low
}
