/** Where the files of a bundle go on a host. Only what is in the bundle counts; the host looks at its own disk at Install. */
import { installedPaths, parseAppSpec, type ServerAppSpec } from '@sluice/appspec'
import type { BundleReader, StoredBundle } from '../../../bundles/bundle-reader.ts'

export interface InstalledFiles {
  appSpec: ServerAppSpec
  /** Path in the bundle -> SHA-256. */
  hashes: ReadonlyMap<string, string>
  /** On the host, sorted. */
  destinations: string[]
}

/** What was found in a bundle, for as long as the reader keeps its hashes: plans are asked for every few seconds. */
const known = new WeakMap<ReadonlyMap<string, string>, InstalledFiles>()

/** Undefined for a bundle that hosts cannot install. */
export async function installedFiles(bundles: BundleReader, bundle: StoredBundle): Promise<InstalledFiles | undefined> {
  const { valid, appSpec: text } = await bundles.contents(bundle)
  if (!valid || text === undefined) return undefined
  const hashes = await bundles.hashes(bundle)
  const before = known.get(hashes)
  if (before !== undefined) return before
  const { appSpec } = parseAppSpec(text)
  if (appSpec === undefined) return undefined
  const installed = { appSpec, hashes, destinations: installedPaths(appSpec, [...hashes.keys()]) }
  known.set(hashes, installed)
  return installed
}
