/** Which bytes a deployment deployed, and which ran in its group before: as they were frozen when it was created. */
import type { DeploymentSummary, RevisionInUse } from '@sluice/model'
import type { StoredBundle } from '../../bundles/bundle-reader.ts'
import type { Ports } from '../../ports.ts'
import { artifactAt } from '../../queries/find-artifact.ts'

type InUse = Pick<RevisionInUse, 'location' | 'sha256'>

/** Undefined when the object is gone or holds other bytes now. */
export async function storedBundle(
  { store }: Pick<Ports, 'store'>,
  accountId: string,
  { location, sha256 }: InUse,
): Promise<StoredBundle | undefined> {
  const artifact = await artifactAt(store, accountId, location)
  return artifact?.sha256 === sha256 ? { sha256, bundleType: location.s3Location.bundleType } : undefined
}

export const revisionOf = ({ revision, revisionSha256 }: DeploymentSummary): InUse => ({
  location: revision,
  sha256: revisionSha256,
})
