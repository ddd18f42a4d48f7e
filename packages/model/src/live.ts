/** Frames of the live channel (`/live`) and the rows that topics carry. Times are milliseconds since the epoch. */
import { z } from 'zod'
import type { DeploymentSummary } from './deployment.ts'
import type { FleetRow, FleetSnapshot } from './target.ts'

/** `deployments:{application}` `*` for all, `deployment:{id}`, `fleet:{id}`, `log:{id}`, `instances`. The key is the permission scope. */
export const TopicName = z
  .string()
  .regex(/^(deployments|deployment|fleet|log|instances)(:[A-Za-z0-9._+=,@*-]{1,100})?$/)
export type TopicName = z.infer<typeof TopicName>

export const ClientFrame = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('subscribe'),
    topic: TopicName,
    since: z.object({ epoch: z.string(), seq: z.number().int() }).optional(),
  }),
  z.object({ type: z.literal('unsubscribe'), topic: TopicName }),
  /** How many frames of data this client has taken in since it connected. */
  z.object({ type: z.literal('ack'), frames: z.number().int().min(0) }),
])
export type ClientFrame = z.infer<typeof ClientFrame>

export type ServerFrame =
  | { type: 'hello'; epoch: string; at: number; heartbeatMs: number; version: string }
  | { type: 'heartbeat'; at: number }
  | { type: 'snapshot'; topic: TopicName; epoch: string; seq: number; at: number; data: unknown }
  /** Carries everything in `(from, to]`. */
  | { type: 'delta'; topic: TopicName; from: number; to: number; at: number; data: unknown }
  | { type: 'refused'; topic: string; code: string; message: string }

/** One line of a script's output, or of the agent itself. `seq` counts per deployment, from 1. `at` is the host's clock. */
export const LogLine = z.object({
  seq: z.number().int(),
  at: z.number(),
  targetId: z.string(),
  event: z.string(),
  /** Path of the script in the bundle; empty for the agent's own lines. */
  script: z.string(),
  stream: z.enum(['stdout', 'stderr', 'agent']),
  text: z.string(),
  /** Its number in its event on its target, from 1: what a link to it names. A notice that lines were left out has none. */
  line: z.number().int().optional(),
  /** Only of such a notice: how many lines stood here before the limit of the size removed them. */
  leftOut: z.number().int().optional(),
})
export type LogLine = z.infer<typeof LogLine>

/** `log:{id}`: the snapshot is the newest lines; `firstSeq` > 1 means that older ones are in the file. */
export interface LogFrame {
  lines: LogLine[]
  firstSeq: number
  lastSeq: number
}

/** `deployments:{application}`: changed rows; a snapshot is the newest page. */
export interface DeploymentsFrame {
  deployments: DeploymentSummary[]
}

/** A row of the `instances` topic and of the instances screen. */
export interface InstanceRow {
  instanceName: string
  tags: { Key: string; Value: string }[]
  registerTime: string
  deregisterTime?: string
  os: string
  agentVersion: string
  connected: boolean
  lastSeenAt?: number
  silentSince?: number
}

export interface TopicData {
  deployments: DeploymentsFrame
  deployment: DeploymentSummary
  /** Snapshot, then `{ rows }`. */
  fleet: FleetSnapshot | { rows: FleetRow[] }
  log: LogFrame
  instances: { instances: InstanceRow[] }
}
