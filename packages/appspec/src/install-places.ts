/** Where `files` puts what is in a bundle: a file goes into its destination, a folder's contents go below it. */
import { indexFiles, type BundleIndex } from './bundle-index.ts'
import { baseName, pathInBundle } from './paths.ts'
import type { AppSpecOs, FileMapping, ServerAppSpec } from './server-app-spec.ts'

export interface Places {
  /** The destination itself, where it is a folder that a folder's contents go into. */
  folder?: string
  /** One after the other, so that whoever reads them can stop. */
  files(): Iterable<string>
}

/** Of one mapping; undefined when its source is no path within the bundle. */
export function placesOf(
  { source, destination }: FileMapping,
  os: AppSpecOs | undefined,
  index: BundleIndex,
): Places | undefined {
  const from = pathInBundle(source, os)
  if (from === undefined) return undefined
  const to = destination.replace(/[\\/]+/g, '/').replace(/\/$/, '')
  if (index.hasFile(from)) return { files: () => [`${to}/${baseName(from)}`] }
  const skipped = from === '' ? 0 : from.length + 1
  return {
    folder: to,
    *files() {
      for (const file of index.below(from)) yield `${to}/${file.path.slice(skipped)}`
    },
  }
}

/** Every file that a bundle of these paths would have on a host, sorted. A bundle that passed the check has no endless list. */
export function installedPaths({ files, os }: Pick<ServerAppSpec, 'files' | 'os'>, paths: readonly string[]): string[] {
  const index = indexFiles(paths.map((path) => ({ path, executable: false })))
  const found = new Set<string>()
  for (const mapping of files) for (const path of placesOf(mapping, os, index)?.files() ?? []) found.add(path)
  return [...found].toSorted()
}
