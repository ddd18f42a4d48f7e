/**
 * An upload: bytes come in, what claims to be a bundle is looked into, then it is kept and gets its row. Not an operation of
 * the table, because its body is a stream; who may register a revision may upload one.
 */
import { refusalDetails, hasErrors } from '@sluice/appspec'
import type { Received, Summed } from '@sluice/artifacts'
import { bundleTypeFromKey, isArchiveType } from '@sluice/bundle'
import { BucketName, BundleType, ObjectKey, refuse, type Artifact } from '@sluice/model'
import { directoryKeys } from '@sluice/store'
import type { z } from 'zod'
import { look } from '../bundles/bundle-reader.ts'
import type { Call } from '../handler.ts'
import { changeDirectory } from '../queries/change-directory.ts'
import { drawUuid, isoTime } from '../queries/random-ids.ts'

export interface Upload {
  bucket: string
  key: string
  /** Without it, a known extension of the key tells; other bytes are stored as they are. */
  bundleType?: string | undefined
  bytes: AsyncIterable<Uint8Array>
}

export type PutArtifact = Pick<Artifact, 'bucket' | 'key' | 'eTag' | 'version' | 'sha256' | 'size'>

export async function putArtifact(upload: Upload, call: Call): Promise<PutArtifact> {
  const { artifacts } = call.ports
  const bucket = checked('bucket', BucketName, upload.bucket)
  const key = checked('key', ObjectKey, upload.key)
  const bundleType =
    upload.bundleType === undefined ? bundleTypeFromKey(key) : checked('bundleType', BundleType, upload.bundleType)
  const received = await artifacts.receive(upload.bytes)
  try {
    await refuseBadBundle(received, bundleType)
  } catch (error) {
    await artifacts.discard(received)
    throw error
  }
  return giveRow({ bucket, key, bundleType }, await artifacts.keep(received), call)
}

/** The object that a key names now, or one of its versions. */
export async function findObject(
  place: { bucket: string; key: string; version?: string | undefined },
  { actor, ports }: Call,
): Promise<Artifact> {
  const { bucket, key, version } = place
  const found = await ports.store.get('artifacts', directoryKeys.artifact(actor.accountId, bucket, key, version))
  return found ?? refuse('ArtifactDoesNotExist', `There is nothing at ${bucket}/${key}: check the name, or upload it.`)
}

async function refuseBadBundle({ path }: Received, bundleType: BundleType | undefined): Promise<void> {
  if (bundleType === undefined || !isArchiveType(bundleType)) return
  const { complaints } = await look(path, bundleType)
  if (!hasErrors(complaints)) return
  const [first] = complaints.filter((complaint) => complaint.severity === 'error')
  refuse(
    'BundleRefused',
    `Hosts cannot install this bundle. ${first?.message ?? ''} Correct it and upload it again.`,
    refusalDetails(complaints),
  )
}

interface Place {
  bucket: string
  key: string
  bundleType: BundleType | undefined
}

function giveRow({ bucket, key, bundleType }: Place, { sha256, eTag, size }: Summed, call: Call): Promise<PutArtifact> {
  const { actor, ports } = call
  const { accountId, name: uploadedBy } = actor
  const version = drawUuid(ports).replaceAll('-', '')
  const answer = { bucket, key, eTag, version, sha256, size }
  const createTime = isoTime(ports.now())
  const row: Artifact = { ...answer, accountId, uploadedBy, createTime, ...(bundleType && { bundleType }) }
  const newest = directoryKeys.artifact(accountId, bucket, key)
  const pinned = directoryKeys.artifact(accountId, bucket, key, version)
  return changeDirectory(call, `artifact:${bucket}/${key}`, async () => ({
    changes: [
      { collection: 'artifacts', key: newest, put: row },
      { collection: 'artifacts', key: pinned, put: row },
    ],
    answer,
  }))
}

function checked<Value>(field: string, schema: z.ZodType<Value>, value: string): Value {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const message = `${field} ${result.error.issues[0]?.message ?? 'has a form that is not known'}.`
  refuse('InvalidInputException', message, [{ field, message }])
}
