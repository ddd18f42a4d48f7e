/**
 * Load balancers: what people set (`LoadBalancer`, `TargetGroup`), who is registered (`TargetGroupMember`, one row a host, so
 * that a registration costs the same in any group), what a balancer should do (`DesiredBalancer`, absolute and with a
 * generation) and what it was seen doing (`ObservedBalancer`). Source: facts sections 1.13, 7.4 and 12.4.
 */
import { z } from 'zod'
import { AccountId, Name, Timestamp } from './names.ts'

export const Port = z.number().int().min(1).max(65_535)

/** Asked by the balancer of every registered host, on the port that serves. Times in seconds, fractions allowed. */
export const HealthCheck = z.object({
  path: z
    .string()
    .regex(/^\/[!-~]{0,255}$/, 'starts with / and holds printable characters without spaces, at most 256')
    .default('/'),
  intervalSeconds: z.number().min(0.1).max(300).default(2),
  timeoutSeconds: z.number().min(0.1).max(120).default(2),
  healthyThreshold: z.number().int().min(1).max(10).default(2),
  unhealthyThreshold: z.number().int().min(1).max(10).default(2),
  /** Status codes that mean healthy: `200`, `200-299`, `200,204`. */
  matcher: z
    .string()
    .regex(/^[1-5]\d\d(-[1-5]\d\d)?(,[1-5]\d\d(-[1-5]\d\d)?)*$/, 'looks like 200, 200-299 or 200,204')
    .default('200-299'),
})
export type HealthCheck = z.infer<typeof HealthCheck>

/** Kinds that this installation can drive are in the registry of the load balancers' room. */
export const LoadBalancerKind = z.enum(['embedded', 'haproxy', 'aws-elb'])
export type LoadBalancerKind = z.infer<typeof LoadBalancerKind>

export const Listeners = z
  .object({ production: Port, test: Port.optional() })
  .refine(({ production, test }) => production !== test, {
    path: ['test'],
    message: 'must be another port than the production listener',
  })
export type Listeners = z.infer<typeof Listeners>

export const LoadBalancer = z.object({
  accountId: AccountId,
  name: Name,
  kind: LoadBalancerKind,
  listeners: Listeners,
  healthCheck: HealthCheck,
  /** How long a leaving host may finish the requests it has; then its connections are cut. */
  drainSeconds: z.number().min(0).max(3600),
  createTime: Timestamp,
  createdBy: z.string(),
})
export type LoadBalancer = z.infer<typeof LoadBalancer>

export const TargetGroup = z.object({
  accountId: AccountId,
  name: Name,
  loadBalancerName: Name,
  /** Where members listen, unless a host has a port of its own. */
  port: Port,
  createTime: Timestamp,
  createdBy: z.string(),
})
export type TargetGroup = z.infer<typeof TargetGroup>

/**
 * `production`: gets users. `test`: gets the test listener's requests only. `draining`: finishes what it has and gets nothing
 * new. A host that is in no row is not registered. All three are health-checked.
 */
export const MemberTraffic = z.enum(['production', 'test', 'draining'])
export type MemberTraffic = z.infer<typeof MemberTraffic>

export const TargetGroupMember = z.object({
  accountId: AccountId,
  targetGroupName: Name,
  /** A host's name. */
  targetId: z.string(),
  address: z.string(),
  port: Port,
  weight: z.number().int().min(0).max(256).default(1),
  traffic: MemberTraffic,
  /** When it began to drain, ms since the epoch: the deadline is this plus `drainSeconds`. */
  drainingSince: z.number().optional(),
})
export type TargetGroupMember = z.infer<typeof TargetGroupMember>

export const DesiredMember = TargetGroupMember.omit({ accountId: true, targetGroupName: true })
export type DesiredMember = z.infer<typeof DesiredMember>

/** The whole of what one balancer should do. One of an older generation is ignored by the receiver. */
export const DesiredBalancer = z.object({
  name: Name,
  generation: z.number().int().min(0),
  listeners: Listeners,
  healthCheck: HealthCheck,
  drainSeconds: z.number(),
  targetGroups: z.array(z.object({ name: Name, members: z.array(DesiredMember) })),
})
export type DesiredBalancer = z.infer<typeof DesiredBalancer>

/** `reason` is the balancer's own, for people: "HTTP 503 from /health", "connection refused". Times are ms since the epoch. */
export const MemberHealth = z.object({
  state: z.enum(['healthy', 'unhealthy', 'unknown']),
  reason: z.string(),
  since: z.number(),
})
export type MemberHealth = z.infer<typeof MemberHealth>

export const ObservedMember = DesiredMember.extend({
  health: MemberHealth,
  /** Requests and upgraded connections that are open through the balancer now. */
  open: z.number().int(),
})
export type ObservedMember = z.infer<typeof ObservedMember>

export const ObservedBalancer = z.object({
  name: Name,
  /** Of the desired state it serves; what was observed says nothing about a later one. */
  generation: z.number().int(),
  /** `error` says why a listener does not listen: "port 4680 is in use". */
  listeners: z.array(
    z.object({ kind: z.enum(['production', 'test']), port: z.number(), url: z.string(), error: z.string().optional() }),
  ),
  targetGroups: z.array(z.object({ name: Name, members: z.array(ObservedMember) })),
})
export type ObservedBalancer = z.infer<typeof ObservedBalancer>

/** What a set of hosts answered through one listener since a time. Durations in ms; absent when there was no request. */
export const TrafficMeasure = z.object({
  requests: z.number().int(),
  /** Answered 5xx by the host, or not answered at all. */
  errors: z.number().int(),
  requestsPerSecond: z.number(),
  p50Ms: z.number().optional(),
  p95Ms: z.number().optional(),
  p99Ms: z.number().optional(),
})
export type TrafficMeasure = z.infer<typeof TrafficMeasure>

export const MeasureQuestion = z.object({
  targetGroupName: Name,
  targetIds: z.array(z.string()),
  listener: z.enum(['production', 'test']),
  /** Ms since the epoch; at most 15 minutes back are kept. */
  since: z.number(),
})
export type MeasureQuestion = z.infer<typeof MeasureQuestion>
