import type { Handler } from '../../handler.ts'
import { findArtifact } from '../../queries/find-artifact.ts'

export const checkRevision: Handler<'checkRevision'> = async ({ revision: location }, { actor, ports }) => {
  const { sha256 } = await findArtifact(ports.store, actor.accountId, location)
  return ports.bundles.contents({ sha256, bundleType: location.s3Location.bundleType })
}
