/** The stored object that a location means right now, and whether hosts could install it. */
import { refusalDetails } from '@sluice/appspec'
import { isArchiveType } from '@sluice/bundle'
import { refuse, type Artifact, type RefusalCode, type RevisionLocation } from '@sluice/model'
import { directoryKeys, type Store } from '@sluice/store'
import type { BundleReader } from '../bundles/bundle-reader.ts'

/** Undefined when nothing is there, or not what the location is pinned to. */
export async function artifactAt(
  store: Store,
  accountId: string,
  { s3Location }: RevisionLocation,
): Promise<Artifact | undefined> {
  const { bucket, key, version, eTag } = s3Location
  const found = await store.get('artifacts', directoryKeys.artifact(accountId, bucket, key, version))
  if (found === undefined || eTag === undefined || found.eTag === eTag) return found
  if (version !== undefined) return undefined
  const versions = await store.list('artifacts', `${directoryKeys.artifact(accountId, bucket, key)}\u0000`)
  return versions.find((artifact) => artifact.eTag === eTag)
}

export async function findArtifact(
  store: Store,
  accountId: string,
  location: RevisionLocation,
  code: RefusalCode = 'RevisionDoesNotExistException',
): Promise<Artifact> {
  refuseOtherPlatforms(location)
  const artifact = await artifactAt(store, accountId, location)
  if (artifact !== undefined) return artifact
  refuse(code, `There is nothing at ${locationText(location)}: upload the bundle there first, or check bucket and key.`)
}

/** Answers how many files it holds. */
export async function refuseBadBundle(
  bundles: BundleReader,
  artifact: Artifact,
  location: RevisionLocation,
): Promise<number> {
  const { bundleType } = location.s3Location
  const { valid, complaints, fileCount } = await bundles.contents({ sha256: artifact.sha256, bundleType })
  if (valid) return fileCount
  const errors = complaints.filter((complaint) => complaint.severity === 'error')
  refuse(
    'BundleRefused',
    `Hosts cannot install ${locationText(location)}. ${errors[0]?.message ?? ''} Correct the bundle and upload it again.`,
    refusalDetails(complaints),
  )
}

export function locationText({ s3Location: { bucket, key, version, eTag } }: RevisionLocation): string {
  const pins = [version !== undefined && `version ${version}`, eTag !== undefined && `eTag ${eTag}`].filter(Boolean)
  return `${bucket}/${key}${pins.length > 0 ? ` (${pins.join(', ')})` : ''}`
}

function refuseOtherPlatforms({ s3Location: { bundleType } }: RevisionLocation): void {
  if (isArchiveType(bundleType)) return
  refuse(
    'InvalidRevisionException',
    `revision.s3Location.bundleType ${bundleType} is for functions and containers: servers take zip, tar or tgz.`,
  )
}
