/** A location as the revision it would be, were it registered now: its bytes are there, and hosts could install them. */
import type { RefusalCode, Revision, RevisionLocation } from '@sluice/model'
import type { Call } from '../handler.ts'
import { findArtifact, refuseBadBundle } from './find-artifact.ts'
import { isoTime } from './random-ids.ts'
import { newRevision } from './revisions.ts'

export async function offeredRevision(
  { actor, ports }: Call,
  applicationName: string,
  location: RevisionLocation,
  missing?: RefusalCode,
): Promise<Revision> {
  const artifact = await findArtifact(ports.store, actor.accountId, location, missing)
  return newRevision({
    accountId: actor.accountId,
    applicationName,
    location,
    artifact,
    fileCount: await refuseBadBundle(ports.bundles, artifact, location),
    registeredBy: actor.name,
    registerTime: isoTime(ports.now()),
  })
}
