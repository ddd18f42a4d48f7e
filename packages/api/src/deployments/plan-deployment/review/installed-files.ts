/** Where the files of a bundle go on a host. Only what is in the bundle counts; the host looks at its own disk at Install. */
import { baseName, parseAppSpec, pathInBundle, type FileMapping, type ServerAppSpec } from '@sluice/appspec'
import type { BundleReader, StoredBundle } from '../../../bundles/bundle-reader.ts'

export interface InstalledFiles {
  appSpec: ServerAppSpec
  /** Path in the bundle -> SHA-256. */
  hashes: ReadonlyMap<string, string>
  /** On the host, sorted. */
  destinations: string[]
}

/** Undefined for a bundle that hosts cannot install. */
export async function installedFiles(bundles: BundleReader, bundle: StoredBundle): Promise<InstalledFiles | undefined> {
  const { valid, appSpec: text } = await bundles.contents(bundle)
  const { appSpec } = valid && text !== undefined ? parseAppSpec(text) : {}
  if (appSpec === undefined) return undefined
  const hashes = await bundles.hashes(bundle)
  return { appSpec, hashes, destinations: destinationsOf(appSpec, [...hashes.keys()]) }
}

export function destinationsOf({ files, os }: Pick<ServerAppSpec, 'files' | 'os'>, paths: readonly string[]): string[] {
  return [...new Set(files.flatMap((mapping) => destinationsOfOne(mapping, os, paths)))].toSorted()
}

/** A file goes into the destination, a folder’s contents go below it. */
function destinationsOfOne(
  { source, destination }: FileMapping,
  os: ServerAppSpec['os'],
  paths: readonly string[],
): string[] {
  const from = pathInBundle(source, os)
  if (from === undefined) return []
  const to = destination.replace(/[\\/]+/g, '/').replace(/\/$/, '')
  if (paths.includes(from)) return [`${to}/${baseName(from)}`]
  const prefix = from === '' ? '' : `${from}/`
  return paths.filter((path) => path.startsWith(prefix)).map((path) => `${to}/${path.slice(prefix.length)}`)
}
