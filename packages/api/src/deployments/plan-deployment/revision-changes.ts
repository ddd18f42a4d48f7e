/** One bundle against another: paths by content, and the AppSpec line by line. */
import type { BundleReader, StoredBundle } from '../../bundles/bundle-reader.ts'
import type { RevisionChanges } from './contract.ts'
import { lineChanges } from './line-changes.ts'

export async function revisionChanges(
  bundles: BundleReader,
  before: StoredBundle & { name: string },
  after: StoredBundle,
): Promise<RevisionChanges> {
  const [old, now] = await Promise.all([bundles.hashes(before), bundles.hashes(after)])
  const [oldContents, newContents] = await Promise.all([bundles.contents(before), bundles.contents(after)])
  return {
    against: before.name,
    added: [...now.keys()].filter((path) => !old.has(path)).toSorted(),
    removed: [...old.keys()].filter((path) => !now.has(path)).toSorted(),
    changed: [...now.keys()].filter((path) => old.has(path) && old.get(path) !== now.get(path)).toSorted(),
    appSpecLines: lineChanges(oldContents.appSpec ?? '', newContents.appSpec ?? ''),
  }
}
