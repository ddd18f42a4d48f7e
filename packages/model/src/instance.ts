/** A registered host. Liveness is not here: it is the last value the agents' hub has seen. Source: facts section 1.14. */
import { z } from 'zod'
import { limits } from './limits.ts'
import { AccountId, InstanceName, Timestamp } from './names.ts'
import { Tag } from './tags.ts'

/** An IP address or a host name: where balancers find a host's applications. */
export const HostAddress = z
  .string()
  .max(253, 'must be at most 253 characters long')
  .refine(
    (text) => z.union([z.ipv4(), z.ipv6(), z.hostname()]).safeParse(text).success,
    'must be an IP address or a host name, such as 10.0.4.7 or web-7.example.com',
  )

export const Instance = z.object({
  accountId: AccountId,
  instanceName: InstanceName,
  instanceArn: z.string(),
  /** Ed25519 public key of the agent, base64url of the raw 32 bytes. */
  publicKey: z.string(),
  tags: z.array(Tag).max(limits.tagsPerInstance).default([]),
  registerTime: Timestamp,
  deregisterTime: Timestamp.optional(),
  enrolledBy: z.string(),
  /**
   * Where balancers reach its applications: from its enrolment token, else the address its enrolment came from. Never what the
   * host says of itself: agents are not trusted.
   */
  address: z.string().optional(),
  /** When it is not the target group's. */
  port: z.number().int().optional(),
  os: z.string().default('linux'),
  agentVersion: z.string().default(''),
})
export type Instance = z.infer<typeof Instance>

export const RegistrationStatus = z.enum(['Registered', 'Deregistered'])
export type RegistrationStatus = z.infer<typeof RegistrationStatus>

/** What the hub knows of a host right now. Times are milliseconds since the epoch. */
export interface HostPresence {
  instanceName: string
  connected: boolean
  /** Last heartbeat or message, or undefined when the host has not been heard since this process started. */
  lastSeenAt: number | undefined
  /** Set when the host has not been heard for longer than the hub's silence threshold (12 s unless set otherwise): people see it within 15 s. */
  silentSince: number | undefined
  agentVersion: string
}
