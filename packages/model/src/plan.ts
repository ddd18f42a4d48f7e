/**
 * The rollout as data: the same object before (wizard), during (live view) and after (report).
 * Durations are seconds, estimates; absent when nothing is known yet.
 */
import { z } from 'zod'
import { LifecycleEventName } from './lifecycle-event.ts'
import { ErrorInformation } from './deployment.ts'
import { PlannedZone } from './zones.ts'

export const PlannedWave = z.object({
  wave: z.number().int(),
  targets: z.array(z.string()),
  startsAfterSeconds: z.number().optional(),
  endsAfterSeconds: z.number().optional(),
  /** By zones: the name of its zone. */
  zone: z.string().optional(),
})
export type PlannedWave = z.infer<typeof PlannedWave>

export const Plan = z.object({
  total: z.number().int(),
  /** Hosts that must stay healthy. */
  minimum: z.number().int(),
  /** At most so many at once while nothing has failed. */
  parallel: z.number().int(),
  /** How many failures it survives; one more stops it. */
  failureBudget: z.number().int(),
  waves: z.array(PlannedWave),
  /** By zones: the waves of each are its own, one zone after the other. */
  zones: z.array(PlannedZone).optional(),
  lifecycleEvents: z.array(LifecycleEventName),
  /** Set when it would fail at once without touching a host. */
  failsAtOnce: ErrorInformation.optional(),
  /** With `failsAtOnce`: it is not even created, because `createDeployment` refuses it in these words. */
  isRefused: z.literal(true).optional(),
  /** The plan in one sentence: "4 hosts, 2 at a time. One failure leaves one to spare; a second stops it." */
  sentence: z.string(),
})
export type Plan = z.infer<typeof Plan>
