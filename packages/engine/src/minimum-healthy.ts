/**
 * How many hosts must stay healthy, and what follows from it: how many may run at once, how many failures are survived.
 * Percentages round up to hosts: 50 % of 9 keeps 5. Source: CodeDeploy guide, instances-health (facts section 3.3).
 */
import type { ErrorInformation, MinimumHealthyHosts } from '@sluice/model'
import { capitalised, everyHost, hosts, number } from './words.ts'

/**
 * Where a fleet stands. `pending + inFlight + succeeded + failed` is `total` until the rest is skipped.
 * Hosts that failed in an earlier deployment are out of service before this one begins: they serve nobody, so trying them costs
 * nothing, and each that succeeds is one more healthy host. They come first; by zones first in their zone, and each zone counts so too.
 */
export interface FleetCounts {
  total: number
  pending: number
  inFlight: number
  succeeded: number
  failed: number
  /** Of those that are pending or in flight. */
  outOfService?: number
  outInFlight?: number
}

/** Hosts that must stay healthy out of `total`. */
export function minimumHosts(minimum: MinimumHealthyHosts, total: number): number {
  switch (minimum.type) {
    case 'MOST_CONCURRENCY':
      return Math.max(0, total - minimum.value)
    case 'FLEET_PERCENT':
      return Math.ceil((total * minimum.value) / 100)
    case 'HOST_COUNT':
      return minimum.value
  }
}

/**
 * How many hosts may be updated at once now: those that may be out of service, with the failed ones already taken off. Never below
 * 0, and not below 1 while hosts are left that are out of service anyway: all of those are tried.
 */
export function atOnce(counts: FleetCounts, minimum: number): number {
  return Math.max((counts.outOfService ?? 0) > 0 ? 1 : 0, counts.total - counts.failed - minimum)
}

/** How many of the next `most` pending hosts may start right now, strictly in their order. */
export function startable(
  counts: FleetCounts,
  minimum: number,
  most: number,
  isOut: (place: number) => boolean,
): number {
  const { inFlight, outInFlight = 0 } = counts
  const room = Math.min(most, counts.pending, atOnce(counts, minimum) - inFlight)
  let left = spare(counts, minimum) - inFlight + outInFlight
  for (let starting = 0; starting < room; starting += 1) {
    if (isOut(starting)) continue
    if (left <= 0) return starting
    left -= 1
  }
  return Math.max(0, room)
}

/** How many hosts in service may be out of it at once now. */
function spare({ total, failed, outOfService = 0 }: FleetCounts, minimum: number): number {
  return total - failed - outOfService - minimum
}

/** Whether too many have failed for the hosts in service ever to be taken: those that are out of service are tried all the same. */
export function isLost(counts: FleetCounts, minimum: number): boolean {
  const most = counts.total - counts.failed
  return (counts.outOfService ?? 0) > 0 && (pendingInService(counts) > 0 ? most <= minimum : !isEnough(most, minimum))
}

const pendingOut = ({ outOfService = 0, outInFlight = 0 }: FleetCounts): number => outOfService - outInFlight
export const pendingInService = (counts: FleetCounts): number => counts.pending - pendingOut(counts)

/** Without hosts that are out of service and whose turn comes only later: until then they are as good as failed. */
export function apartFrom<Counts extends FleetCounts>(counts: Counts, waiting: number): Counts {
  return { ...counts, failed: counts.failed + waiting, outOfService: (counts.outOfService ?? 0) - waiting }
}

/** Whether the whole has succeeded, once no host is pending or running: the minimum, and at least one. */
export function isEnough(succeeded: number, minimum: number): boolean {
  return succeeded >= Math.max(1, minimum)
}

/**
 * How many hosts may fail next, one after the other and all others succeed, before the failure that decides it.
 * When it equals the number of unfinished hosts, no failure can end it: that is the rule of the last instance too.
 */
export function failuresLeft(counts: FleetCounts, minimum: number): number {
  const unfinished = counts.pending + counts.inFlight
  const room = counts.total - counts.failed - minimum
  if (unfinished > room && pendingInService(counts) > 0) return Math.max(0, room - 1)
  const survived = counts.total - counts.failed - Math.max(1, minimum)
  return Math.max(0, Math.min(unfinished, survived))
}

/**
 * Why such a deployment would fail without touching a host; undefined when it can start. `all` counts the hosts of both fleets
 * where there are two.
 */
export function failsAtOnce(
  total: number,
  setting: MinimumHealthyHosts,
  most: number,
  all = total,
): ErrorInformation | undefined {
  if (total === 0)
    return {
      code: 'NO_INSTANCES',
      message: 'No host is in the deployment group. Tag hosts or change the tags of the group, then deploy again.',
    }
  if (all > most)
    return {
      code: 'OVER_MAX_INSTANCES',
      message: `The deployment group has ${hosts(all)}; one deployment may have ${number(most)}. Split the group.`,
    }
  if (minimumHosts(setting, total) >= total)
    return {
      code: 'HEALTH_CONSTRAINTS_INVALID',
      message: `${unreachable(total, setting)}, so none may be taken out of service. Choose a lower minimum or add hosts.`,
    }
  return undefined
}

/** "95 % of 10 hosts rounds up to 10 that must stay healthy" */
function unreachable(total: number, { type, value }: MinimumHealthyHosts): string {
  if (type === 'FLEET_PERCENT')
    return `${value} % of ${hosts(total)} rounds up to ${number(total)} that must stay healthy`
  const must = `${hosts(value)} must stay healthy`
  return value === total
    ? `${capitalised(everyHost(total))} must stay healthy`
    : `${must} and there ${total === 1 ? 'is' : 'are'} only ${number(total)}`
}
