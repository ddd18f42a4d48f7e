/** Revisions: where the bytes are, and what is known of them. Source: facts section 1.2. */
import { z } from 'zod'
import { limits } from './limits.ts'
import { AccountId, Name, Timestamp } from './names.ts'

export const BundleType = z.enum(['tar', 'tgz', 'zip', 'YAML', 'JSON'])
export type BundleType = z.infer<typeof BundleType>

/** A bucket is a folder name, never a path. */
export const BucketName = z
  .string()
  .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'is 3 to 63 lower-case letters, digits, dots and dashes')

/** No NUL, no control characters; `..` segments are refused although keys never become paths here. */
export const ObjectKey = z
  .string()
  .min(1)
  .max(1024)
  .refine((key) => !/[\u0000-\u001f\u007f]/.test(key), 'must not hold control characters')
  .refine((key) => !key.split('/').some((part) => part === '..' || part === '.'), 'must not hold . or .. segments')

export const S3Location = z.object({
  bucket: BucketName,
  key: ObjectKey,
  bundleType: BundleType,
  version: z.string().min(1).max(200).optional(),
  eTag: z
    .string()
    .min(1)
    .max(200)
    .transform((eTag) => eTag.replace(/^"|"$/g, ''))
    .optional(),
})
export type S3Location = z.infer<typeof S3Location>

export const RevisionLocation = z.object({ revisionType: z.literal('S3'), s3Location: S3Location })
export type RevisionLocation = z.infer<typeof RevisionLocation>

/** A stored object that hosts can download. `sha256` is lower-case hex, `size` bytes. */
export const Artifact = z.object({
  accountId: AccountId,
  bucket: BucketName,
  key: ObjectKey,
  version: z.string(),
  eTag: z.string(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  size: z.number().int().min(0),
  bundleType: BundleType.optional(),
  uploadedBy: z.string(),
  createTime: Timestamp,
})
export type Artifact = z.infer<typeof Artifact>

/**
 * A registered revision. `name` is what people call it: the AppSpec has no version field, so it is the
 * object's key without folder and extension (`storefront-1.1.zip` -> `storefront-1.1`).
 */
export const Revision = z.object({
  revisionId: z.string(),
  accountId: AccountId,
  applicationName: Name,
  location: RevisionLocation,
  name: z.string(),
  description: z.string().max(limits.descriptionCharacters).optional(),
  sha256: z.string(),
  size: z.number().int(),
  fileCount: z.number().int(),
  registeredBy: z.string(),
  registerTime: Timestamp,
  firstUsedTime: Timestamp.optional(),
  lastUsedTime: Timestamp.optional(),
})
export type Revision = z.infer<typeof Revision>

/** `releases/storefront-1.1.tar.gz` -> `storefront-1.1`. */
export function revisionName(location: RevisionLocation): string {
  const file = location.s3Location.key.split('/').at(-1) ?? location.s3Location.key
  return file.replace(/\.(zip|tar|tgz|tar\.gz)$/i, '')
}
