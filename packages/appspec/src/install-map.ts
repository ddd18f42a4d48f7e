/**
 * Which destination paths the `files` section would make, for V10 and V11. A folder's contents go below the destination,
 * a file goes into it. Only what is in the bundle counts; the host checks its own disk again at Install.
 */
import { bundleIndex } from './bundle-index.ts'
import { placesOf } from './install-places.ts'
import { textOf } from './located.ts'
import type { LocatedMap } from './located.ts'
import type { RuleContext } from './rule.ts'
import { fileItems } from './sections.ts'

export interface InstallMap {
  /** Destination file -> the first item of `files` that makes it. */
  files: Map<string, LocatedMap>
  /** Destination folder -> the first item that makes or needs it. */
  folders: Map<string, LocatedMap>
  /** Later items that make a file again, with the file. */
  doubles: { item: LocatedMap; path: string; first: LocatedMap }[]
  /** Files looked at so far, doubles too. */
  count: number
  /** The item at which the list became too long to go on. */
  tooLongAt?: LocatedMap
}

/** An honest AppSpec does not copy this many files; one that does would keep us busy for long. */
export const maxInstalledFiles = 500_000

const maps = new WeakMap<RuleContext, InstallMap>()

export function installMap(context: RuleContext): InstallMap | undefined {
  const index = bundleIndex(context)
  if (index === undefined) return undefined
  const known = maps.get(context)
  if (known !== undefined) return known
  const map: InstallMap = { files: new Map(), folders: new Map(), doubles: [], count: 0 }
  maps.set(context, map)
  for (const item of fileItems(context.root)) if (!addItem(map, context, item)) break
  return map
}

function addItem(map: InstallMap, context: RuleContext, item: LocatedMap): boolean {
  const [source, destination] = [textOf(item, 'source'), textOf(item, 'destination')]
  const index = bundleIndex(context)
  if (source === undefined || destination === undefined || index === undefined) return true
  const places = placesOf({ source: source.text, destination: destination.text }, context.os, index)
  if (places?.folder !== undefined) addFolders(map, item, places.folder)
  for (const path of places?.files() ?? []) if (!addFile(map, item, path)) return false
  return true
}

function addFile(map: InstallMap, item: LocatedMap, path: string): boolean {
  map.count += 1
  if (map.count > maxInstalledFiles) {
    map.tooLongAt = item
    return false
  }
  const first = map.files.get(path)
  if (first === undefined) map.files.set(path, item)
  else if (map.doubles.at(-1)?.item !== item) map.doubles.push({ item, path, first })
  addFolders(map, item, path.slice(0, path.lastIndexOf('/')))
  return true
}

function addFolders(map: InstallMap, item: LocatedMap, folder: string): void {
  for (
    let path = folder;
    path !== '' && !map.folders.has(path);
    path = path.slice(0, Math.max(0, path.lastIndexOf('/')))
  )
    map.folders.set(path, item)
}
