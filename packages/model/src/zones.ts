/**
 * Zones: a deployment in place goes through one zone after the other and bakes between them. CodeDeploy's `zonalConfig`, where a
 * zone is the value of a tag that somebody chose (`zoneTag` is ours). Source: facts section 3.4.
 */
import { z } from 'zod'
import { limits } from './limits.ts'

export const defaultZoneTag = 'zone'

const seconds = z
  .number()
  .int()
  .min(0, 'must be 0 or more seconds')
  .max(limits.zoneBakeSeconds, `must be at most ${limits.zoneBakeSeconds} seconds, which is 48 hours`)

/** HOST_COUNT: hosts of each zone that stay healthy. FLEET_PERCENT: a share of each zone, rounded up to hosts. */
export const MinimumHealthyHostsPerZone = z
  .strictObject({
    type: z.enum(['HOST_COUNT', 'FLEET_PERCENT']),
    value: z.number().int().min(0, 'must be 0 or more'),
  })
  .refine(({ type, value }) => type !== 'FLEET_PERCENT' || value <= 99, {
    path: ['value'],
    message: 'must be at most 99 percent: with 100 no host of a zone could ever be taken out of service',
  })
export type MinimumHealthyHostsPerZone = z.infer<typeof MinimumHealthyHostsPerZone>

export const ZonalConfig = z.strictObject({
  /** How long it bakes between two zones; absent: the next zone follows at once. */
  monitorDurationInSeconds: seconds.optional(),
  /** After the first zone, when that is another time. */
  firstZoneMonitorDurationInSeconds: seconds.optional(),
  /** Absent: no host of a zone needs to stay healthy, only the fleet's minimum counts. */
  minimumHealthyHostsPerZone: MinimumHealthyHostsPerZone.optional(),
  /** The tag whose value is a host's zone. */
  zoneTag: z
    .string()
    .min(1, 'must not be empty: name the tag whose value is the zone of a host')
    .max(128, 'must be at most 128 characters long')
    .default(defaultZoneTag),
})
export type ZonalConfig = z.infer<typeof ZonalConfig>

/** In a deployment, frozen at creation: `targets` holds the hosts of these zones one after the other. */
export const ZonesSpec = ZonalConfig.extend({
  /** In the order they are taken. The zone without a name is of the hosts that have no such tag. */
  zones: z.array(z.object({ name: z.string().optional(), hosts: z.number().int().min(1) })),
})
export type ZonesSpec = z.infer<typeof ZonesSpec>

export const zoneName = ({ name }: { name?: string | undefined }): string => name ?? 'no zone'

/** How long it bakes after the zone at this place, in seconds. */
export function bakeSecondsAfter(
  { monitorDurationInSeconds = 0, firstZoneMonitorDurationInSeconds }: ZonalConfig,
  place: number,
): number {
  return place === 0 ? (firstZoneMonitorDurationInSeconds ?? monitorDurationInSeconds) : monitorDurationInSeconds
}

/** All bakes of so many zones together: there is none after the last, because nothing follows it. */
export function bakeSecondsOf(config: ZonalConfig, zones: number): number {
  return zones < 2 ? 0 : bakeSecondsAfter(config, 0) + (zones - 2) * bakeSecondsAfter(config, 1)
}

/** A zone before the start. Durations are seconds; the times are estimates, absent when nothing is known of a host. */
export const PlannedZone = z.object({
  name: z.string(),
  hosts: z.number().int(),
  /** Hosts of the zone that must stay healthy. */
  minimum: z.number().int(),
  /** At most so many at once in it while nothing has failed. */
  parallel: z.number().int(),
  waves: z.number().int(),
  /** How long it bakes after this zone; absent for the last and for no bake. */
  bakeSeconds: z.number().optional(),
  startsAfterSeconds: z.number().optional(),
  endsAfterSeconds: z.number().optional(),
})
export type PlannedZone = z.infer<typeof PlannedZone>

/** A zone while it is deployed to. Counts of hosts. */
export const ZoneStanding = z.object({
  name: z.string(),
  state: z.enum(['pending', 'running', 'baking', 'done', 'failed', 'skipped']),
  hosts: z.number().int(),
  minimum: z.number().int(),
  succeeded: z.number().int(),
  failed: z.number().int(),
  bakeSeconds: z.number().optional(),
})
export type ZoneStanding = z.infer<typeof ZoneStanding>
