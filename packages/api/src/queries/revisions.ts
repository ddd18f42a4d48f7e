/**
 * Registered revisions. A revision is the bytes at a place: registering the same bytes at the same place again is the same
 * revision, and its location is pinned by the eTag, so that a later upload over the key never changes what was registered.
 */
import { createHash } from 'node:crypto'
import { revisionName, type Artifact, type Revision, type RevisionInUse, type RevisionLocation } from '@sluice/model'
import { directoryKeys, type DirectoryChange, type Store } from '@sluice/store'
import { artifactAt } from './find-artifact.ts'

export interface NewRevision {
  accountId: string
  applicationName: string
  location: RevisionLocation
  artifact: Artifact
  fileCount: number
  description?: string
  registeredBy: string
  registerTime: string
}

export function newRevision({ location, artifact, ...rest }: NewRevision): Revision {
  const { bucket, key, bundleType, version } = location.s3Location
  const pinned: RevisionLocation = {
    revisionType: 'S3',
    s3Location: { bucket, key, bundleType, eTag: artifact.eTag, ...(version !== undefined && { version }) },
  }
  const { sha256, size } = artifact
  return { revisionId: revisionIdOf(artifact), location: pinned, name: revisionName(location), sha256, size, ...rest }
}

export function revisionIdOf({ bucket, key, sha256 }: Pick<Artifact, 'bucket' | 'key' | 'sha256'>): string {
  return createHash('sha256').update(`${bucket}/${key}\u0000${sha256}`).digest('hex').slice(0, 32)
}

/** The registered revision that a location means, when its bytes are there and were registered. */
export async function revisionAt(
  store: Store,
  accountId: string,
  applicationName: string,
  location: RevisionLocation,
): Promise<Revision | undefined> {
  const artifact = await artifactAt(store, accountId, location)
  if (artifact === undefined) return undefined
  return store.get('revisions', directoryKeys.revision(accountId, applicationName, revisionIdOf(artifact)))
}

export function revisionRow(revision: Revision): DirectoryChange {
  const { accountId, applicationName, revisionId } = revision
  return { collection: 'revisions', key: directoryKeys.revision(accountId, applicationName, revisionId), put: revision }
}

export function usedAt(revision: Revision, time: string): Revision {
  return { ...revision, firstUsedTime: revision.firstUsedTime ?? time, lastUsedTime: time }
}

export const inUse = ({ location, name, sha256, size }: Revision): RevisionInUse => ({ location, name, sha256, size })
