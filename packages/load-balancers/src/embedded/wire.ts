/**
 * What the BFF and the balancer process say to each other: HTTP and JSON over a unix socket that only our own user may open.
 * Both sides parse with these schemas; every shape is the model's own.
 */
import { DesiredBalancer, MeasureQuestion, Name, ObservedBalancer, TrafficMeasure } from '@sluice/model'
import { join } from 'node:path'
import { z } from 'zod'

/** Where the balancer process listens for what it should do. */
export const balancerSocketPath = (dataFolder: string): string => join(dataFolder, 'run', 'balancer.sock')

/** A unix socket's address holds about a hundred bytes, a data folder's path may be longer. */
export const longestSocketPathBytes = 100

/** Answer to a desired state: the generation that is served now, which is a later one when the caller's was old. */
export const Applied = z.object({ generation: z.number().int() })
export type Applied = z.infer<typeof Applied>

/** Answer of `GET /balancers`. */
export const ObservedBalancers = z.object({ balancers: z.array(ObservedBalancer) })
export type ObservedBalancers = z.infer<typeof ObservedBalancers>

/** Answer of `GET /healthz`. */
export const BalancerHealth = z.object({ balancers: z.number().int() })
export type BalancerHealth = z.infer<typeof BalancerHealth>

/**
 * A line of `GET /changes`: what `GET /balancers/{name}` answers is not what it was. At the start of the stream every balancer
 * is named once, so that a listener who was away misses nothing. An empty line means that both sides still live.
 */
export const BalancerChanged = z.object({ name: Name })
export type BalancerChanged = z.infer<typeof BalancerChanged>

/** `error` is a sentence for people. */
export const WireTrouble = z.object({ error: z.string() })
export type WireTrouble = z.infer<typeof WireTrouble>

/** An empty line is written to `GET /changes` as often; twice as long without one, and the stream is dead. */
export const pulseMilliseconds = 5_000

/** Paths of the wire, each with its methods. */
export const paths = {
  balancers: '/balancers',
  balancer: (name: string) => `/balancers/${encodeURIComponent(name)}`,
  measure: (name: string) => `/balancers/${encodeURIComponent(name)}/measure`,
  changes: '/changes',
  health: '/healthz',
}
/** The quota of an account, 20,000 hosts, in three target groups, and 250 bytes a member. */
export const largestBodyBytes = 16 * 1024 * 1024

export { DesiredBalancer, MeasureQuestion, ObservedBalancer, TrafficMeasure }
