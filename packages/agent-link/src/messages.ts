/**
 * What the server and the native agent say to each other over one outbound WebSocket (`/agents`).
 * A command goes queued -> offered -> asked -> granted -> done; only a granted command starts a hook.
 * Frames are JSON; times are milliseconds since the epoch of the sender's clock.
 */
import {
  AccountId,
  BundleType,
  CommandId,
  DeploymentStyle,
  Diagnostics,
  FileExistsBehavior,
  InstanceName,
  LifecycleEventName,
  limits,
  Tag,
} from '@sluice/model'
import { z } from 'zod'

export const protocolVersion = 1

/** `POST /agents/enrol`: a one-time token for an identity. Answered 401 `EnrolmentRefused` when it is used, expired or another host's. */
export const EnrolRequest = z.object({
  token: z.string().min(20).max(200),
  instanceName: InstanceName,
  /** Ed25519, base64url of the raw 32 bytes. */
  publicKey: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
  os: z.string().max(32),
  agentVersion: z.string().max(32),
  /** Wished for on top of the token's own tags; the token's win. */
  tags: z.array(Tag).max(limits.tagsPerInstance).default([]),
})
export type EnrolRequest = z.infer<typeof EnrolRequest>

export const EnrolAnswer = z.object({
  accountId: z.string(),
  instanceName: z.string(),
  /** Pinned by the agent: every command must carry its signature. */
  serverPublicKey: z.string(),
})
export type EnrolAnswer = z.infer<typeof EnrolAnswer>

/** What a command asks for; signed as text by the server's key, so that no relay and no other host can forge or reuse it. */
export const HostCommand = z.object({
  v: z.literal(1),
  id: CommandId,
  accountId: z.string(),
  instanceName: z.string(),
  event: LifecycleEventName,
  deploymentId: z.string(),
  deploymentGroupId: z.string(),
  deploymentGroupName: z.string(),
  applicationName: z.string(),
  deploymentCreator: z.string(),
  /** Which revision's scripts an event runs depends on it. Servers from before blue/green do not say it. */
  deploymentType: DeploymentStyle.shape.deploymentType.default('IN_PLACE'),
  revisionName: z.string(),
  fileExistsBehavior: FileExistsBehavior,
  bundle: z.object({
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
    size: z.number().int(),
    bundleType: BundleType,
    bucket: z.string(),
    key: z.string(),
    eTag: z.string().optional(),
    version: z.string().optional(),
  }),
  /** Seconds that all scripts of the event may take together. */
  eventLimitSeconds: z.number(),
  issuedAt: z.number(),
  /** The agent refuses to start it after this. */
  expiresAt: z.number(),
})
export type HostCommand = z.infer<typeof HostCommand>

export const SignedCommand = z.object({
  /** JSON of a `HostCommand`, exactly as signed. */
  text: z.string().max(16_384),
  /** Ed25519 over `sluice-command-v1\n` + text, base64url. */
  signature: z.string(),
})
export type SignedCommand = z.infer<typeof SignedCommand>

/** `line` counts per command from 1, so that what is sent again after a reconnect is stored once. */
export const HostLogLine = z.object({
  at: z.number(),
  script: z.string().max(1024),
  stream: z.enum(['stdout', 'stderr', 'agent']),
  text: z.string().max(65_536),
})
export type HostLogLine = z.infer<typeof HostLogLine>

export const AgentFrame = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('hello'),
    protocol: z.literal(protocolVersion),
    accountId: AccountId,
    instanceName: InstanceName,
    /** The agent's own nonce, which the server signs in turn. */
    nonce: z.string().min(16).max(100),
    /** Ed25519 over `sluice-agent-v1\n{server nonce}\n{agent nonce}\n{accountId}/{instanceName}`. */
    signature: z.string().max(100),
    agentVersion: z.string().max(32),
    os: z.string().max(32),
    /** Commands in the journal that were asked for or granted and not yet forgotten. */
    journal: z.array(CommandId).max(64),
  }),
  z.object({ type: z.literal('heartbeat'), at: z.number() }),
  /** `will run` is in the journal; may it start? */
  z.object({ type: z.literal('ask'), commandId: CommandId }),
  /** All slots are busy: the start clock stops until it asks. */
  z.object({ type: z.literal('waiting'), commandId: CommandId }),
  /** The command was refused before anything ran (bad signature, expired, another host's). */
  z.object({ type: z.literal('refused'), commandId: z.string().max(300), reason: z.string().max(1000) }),
  z.object({
    type: z.literal('log'),
    commandId: CommandId,
    firstLine: z.number().int().min(1),
    lines: z.array(HostLogLine).max(1000),
  }),
  z.object({
    type: z.literal('done'),
    commandId: CommandId,
    status: z.enum(['Succeeded', 'Failed']),
    diagnostics: Diagnostics,
  }),
])
export type AgentFrame = z.infer<typeof AgentFrame>

export const AgentServerFrame = z.discriminatedUnion('type', [
  z.object({ type: z.literal('challenge'), nonce: z.string() }),
  z.object({
    type: z.literal('welcome'),
    /** By the server's key over `sluice-server-v1\n{agent nonce}`. */
    signature: z.string(),
    heartbeatMs: z.number(),
    at: z.number(),
    /** Bearer for `GET /agents/bundles/{sha256}`, good while this connection lives and for bundles of offered commands only. */
    ticket: z.string(),
  }),
  z.object({ type: z.literal('heartbeat'), at: z.number() }),
  z.object({ type: z.literal('offer'), command: SignedCommand }),
  z.object({ type: z.literal('grant'), commandId: CommandId }),
  /** Never run it: withdrawn, ended or unknown. */
  z.object({ type: z.literal('drop'), commandId: CommandId }),
  /** The result is committed: the journal entry may go. */
  z.object({ type: z.literal('forget'), commandId: CommandId }),
  z.object({ type: z.literal('logStored'), commandId: CommandId, upTo: z.number().int() }),
])
export type AgentServerFrame = z.infer<typeof AgentServerFrame>

/** Close codes of `/agents`. */
export const agentCloseCodes = { notEnrolled: 4401, replaced: 4409, protocol: 4400, serverStopping: 1001 } as const
