/** People and scripts: who acts, and in which role. */
import { z } from 'zod'
import { AccountId, Timestamp } from './names.ts'

/** From least to most: each may do what the one before it may. */
export const Role = z.enum(['viewer', 'deployer', 'approver', 'admin'])
export type Role = z.infer<typeof Role>

export const User = z.object({
  userId: z.uuid(),
  accountId: AccountId,
  /** Lower case. */
  email: z.email().max(254),
  name: z.string().min(1).max(100),
  role: Role,
  /** argon2id in PHC form; absent until a password was chosen. */
  passwordHash: z.string().optional(),
  disabled: z.boolean().default(false),
  createTime: Timestamp,
})
export type User = z.infer<typeof User>

/** What is asked for by whom: in every audit row, in every event that a person caused. */
export const Actor = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('user'), accountId: AccountId, userId: z.string(), name: z.string(), role: Role }),
  z.object({
    kind: z.literal('token'),
    accountId: AccountId,
    tokenId: z.string(),
    name: z.string(),
    role: Role,
    /** Whose token it is. What it makes is theirs too, and dies with their account. */
    userId: z.string().optional(),
  }),
  z.object({ kind: z.literal('host'), accountId: AccountId, instanceName: z.string(), name: z.string() }),
  z.object({ kind: z.literal('service'), accountId: AccountId, name: z.string() }),
])
export type Actor = z.infer<typeof Actor>

/** One line that names an actor in rows and logs: `user:0190…`, `host:web-1`. */
export function actorId(actor: Actor): string {
  switch (actor.kind) {
    case 'user':
      return `user:${actor.userId}`
    case 'token':
      return `token:${actor.tokenId}`
    case 'host':
      return `host:${actor.instanceName}`
    case 'service':
      return `service:${actor.name}`
  }
}

/** Who answers for it: a token of a person is that person. Four eyes compare these. */
export function personId(actor: Actor): string {
  return actor.kind === 'token' && actor.userId !== undefined ? `user:${actor.userId}` : actorId(actor)
}

/** Secrets that people, scripts and hosts present. Stored under the SHA-256 of the secret, never the secret. */
export const Credential = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('session'),
    accountId: AccountId,
    userId: z.string(),
    createTime: Timestamp,
    expireTime: Timestamp,
  }),
  z.object({ kind: z.literal('signInLink'), accountId: AccountId, userId: z.string(), expireTime: Timestamp }),
  z.object({
    kind: z.literal('accessToken'),
    accountId: AccountId,
    tokenId: z.string(),
    name: z.string(),
    role: Role,
    createdBy: z.string(),
    createTime: Timestamp,
    expireTime: Timestamp.optional(),
    /** Tokens made by a user die with the user. */
    userId: z.string().optional(),
  }),
  z.object({
    kind: z.literal('enrolment'),
    accountId: AccountId,
    /** When set, only a host of this name may use it. */
    instanceName: z.string().optional(),
    tags: z.array(z.object({ Key: z.string(), Value: z.string() })),
    /** Where its applications listen, when the service knows better than the connection; `Instance` says more. */
    address: z.string().optional(),
    port: z.number().int().optional(),
    createdBy: z.string(),
    createTime: Timestamp,
    expireTime: Timestamp,
    usedBy: z.string().optional(),
  }),
])
export type Credential = z.infer<typeof Credential>

/** One link of the audit chain of a shard. `hash` covers the row and `previousHash`. */
export const AuditRecord = z.object({
  accountId: AccountId,
  sequence: z.number().int(),
  at: Timestamp,
  actor: z.string(),
  actorName: z.string(),
  /** Operation or attack name: `createDeployment`, `enrolRefused`. */
  action: z.string(),
  resource: z.string(),
  /** `unchanged`: it was allowed, and so already. */
  outcome: z.enum(['done', 'unchanged', 'refused']),
  detail: z.string().default(''),
  requestId: z.string().default(''),
  previousHash: z.string(),
  hash: z.string(),
})
export type AuditRecord = z.infer<typeof AuditRecord>
export type AuditEntry = Omit<AuditRecord, 'sequence' | 'previousHash' | 'hash'>
