import { readBundleFile } from '../../bundles/read-bundle-file.ts'
import type { Handler } from '../../handler.ts'
import { findRevision } from '../../queries/find-revision.ts'

export const getRevisionFile: Handler<'getRevisionFile'> = async ({ path, ...meant }, { actor, ports }) => {
  const { sha256, location } = await findRevision(ports.store, actor.accountId, meant)
  const { bundleType } = location.s3Location
  return { path, file: await readBundleFile(ports, { sha256, bundleType }, path) }
}
