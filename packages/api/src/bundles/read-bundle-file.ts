/**
 * The text of one file of a stored bundle, for showing beside what failed. Reads at most 256 KiB and keeps the newest few
 * answers. Whoever calls it has looked up before whether the reader may see texts (deployers and up).
 */
import type { BundledFile } from '@sluice/bundle'
import type { Ports } from '../ports.ts'
import type { StoredBundle } from './bundle-reader.ts'

/** `path` may be written like a hook's location (`/scripts/stop.sh`). What is not there is `{ kind: 'missing' }`. */
export function readBundleFile(
  { bundles }: Pick<Ports, 'bundles'>,
  bundle: StoredBundle,
  path: string,
): Promise<BundledFile> {
  return bundles.file(bundle, path)
}
