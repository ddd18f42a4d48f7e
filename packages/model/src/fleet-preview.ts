/** What a minimum of healthy hosts means for a fleet of so many hosts: the calculator beside every configuration. */
import { z } from 'zod'
import { ErrorInformation } from './deployment.ts'
import { PlannedZone } from './zones.ts'

export const FleetPreview = z.object({
  fleetSize: z.number().int(),
  /** Hosts that must stay healthy. */
  minimum: z.number().int(),
  /** At most so many at once while nothing has failed; 0 when it cannot start. */
  parallel: z.number().int(),
  /** How many failures it survives; one more stops it. */
  failureBudget: z.number().int(),
  waves: z.object({
    count: z.number().int(),
    /** Hosts a wave, and in the last one. */
    size: z.number().int(),
    lastSize: z.number().int(),
    /** Many waves are drawn as few steps: hosts a step. */
    steps: z.array(z.number().int()),
  }),
  /** By zones: how so many hosts go, spread evenly over zones `a`, `b`, ... */
  zones: z.array(PlannedZone).optional(),
  /** Set when it would fail at once without touching a host. */
  failsAtOnce: ErrorInformation.optional(),
  /** What to choose instead, when the minimum is what keeps it from starting. */
  wayOut: z.string().optional(),
  /** "10 hosts, 2 at a time. One failure leaves one to spare; a second stops it." */
  sentence: z.string(),
})
export type FleetPreview = z.infer<typeof FleetPreview>
