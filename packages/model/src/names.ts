/**
 * Names and ids: their shapes, and nothing else. Source: CodeDeploy limits page and API model (facts, sections 1 and 14).
 */
import { z } from 'zod'

/** 1 to 100 letters, digits and `. _ + = , @ -`: applications, deployment groups, deployment configurations. */
export const Name = z
  .string()
  .min(1, 'must not be empty')
  .max(100, 'must be at most 100 characters long')
  .regex(/^[A-Za-z0-9._+=,@-]+$/, 'may hold letters, digits and . _ + = , @ - only')
export type Name = z.infer<typeof Name>

/** A registered host. Like a name, but never starts with `i-`, which CodeDeploy keeps for EC2. */
export const InstanceName = Name.refine((name) => !name.startsWith('i-'), 'must not start with i-')
export type InstanceName = z.infer<typeof InstanceName>

/** `d-` and nine capital letters or digits. */
export const DeploymentId = z.string().regex(/^d-[A-Z0-9]{9}$/, 'looks like d-1A2B3C4D5')
export type DeploymentId = z.infer<typeof DeploymentId>

/** The identity of a group on hosts: it never changes, not even when the group is renamed. */
export const GroupId = z.uuid()
export type GroupId = z.infer<typeof GroupId>

/** Twelve digits; the first account of an installation is 000000000001. */
export const AccountId = z.string().regex(/^\d{12}$/)
export type AccountId = z.infer<typeof AccountId>
export const firstAccountId: AccountId = '000000000001'

/** ISO 8601 in UTC with milliseconds. Inside the engine times are numbers: milliseconds since the epoch. */
export const Timestamp = z.iso.datetime()
export type Timestamp = z.infer<typeof Timestamp>

const deploymentIdAlphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'

/** Builds a deployment id from nine bytes that the caller drew (the model has no source of chance). */
export function deploymentIdFrom(bytes: Uint8Array): DeploymentId {
  return `d-${Array.from(bytes.subarray(0, 9), (byte) => deploymentIdAlphabet[byte % 36]).join('')}`
}

/** Accepted when well formed; this product needs no role to reach its own hosts. */
export const RoleArn = z
  .string()
  .max(1011)
  .regex(/^arn:aws[a-z-]*:iam::\d{12}:role\/.+$/, 'looks like arn:aws:iam::123456789012:role/name')
