/** The rollout before it starts, as data: waves, failure budget, what would fail at once, and one sentence. */
import {
  limits,
  type BlueGreenSpec,
  type MinimumHealthyHosts,
  type Narrowed,
  type Plan,
  type PlannedWave,
  type PlannedZone,
  type ZonesSpec,
} from '@sluice/model'
import { atOnce, failsAtOnce, failuresLeft, minimumHosts } from './minimum-healthy.ts'
import { noCounts } from './deployment/counts.ts'
import { nobodyIsMeant, othersStay } from './narrowing.ts'
import { blueGreenEvents } from './strategies/blue-green/blue-green.ts'
import { readyWaitMinutes } from './strategies/blue-green/waits.ts'
import { brokenZonesFailAtOnce } from './strategies/in-place/broken-zones.ts'
import { inPlaceEventsOf } from './strategies/in-place/in-place.ts'
import { waveLayout } from './waves.ts'
import { outOfServiceSentence, type LastTime, type OutOfService } from './out-of-service-words.ts'
import { decisiveFailures, failuresLeftInZones } from './strategies/in-place/failures-left.ts'
import { noZoning } from './deployment/zoning.ts'
import { bakesSentence, plannedZones, silentStopZones, zonedPace, zonedWaves, zoneSurvival } from './zone-plan.ts'
import { zoneFailsAtOnce, zoneWaves, type ZoneWaves } from './zone-waves.ts'
import { counted, hosts, number } from './words.ts'

export interface PlanInput {
  /** Host names in the order they will be taken. */
  targets: readonly string[]
  minimumHealthyHosts: MinimumHealthyHosts
  /** How long a host usually takes; without it the plan has no times. */
  secondsPerHost?: number | undefined
  /** Hosts that have not been heard from: they will count as failed unless they come back. */
  silentTargets?: readonly string[] | undefined
  /** In place with a load balancer: each host leaves the traffic and comes back. */
  withTrafficControl?: boolean | undefined
  /** As in the spec: `targets` holds the replacements, then the originals. Waves and numbers are those of the replacements. */
  blueGreen?: BlueGreenSpec | undefined
  /** As in the spec: places of hosts that failed last time. */
  outOfService?: readonly number[] | undefined
  /** How it ended there, where that is known; left out, they failed. */
  lastTime?: LastTime | undefined
  /** `targets` are a part of the group. */
  narrowed?: Narrowed | undefined
  /** As in the spec: `targets` holds the hosts of these zones one after the other. */
  zones?: ZonesSpec | undefined
}

export function plan(asked: PlanInput): Plan {
  const { blueGreen } = asked
  const total = blueGreen?.receiving ?? asked.targets.length
  const input = { ...asked, targets: asked.targets.slice(0, total) }
  const minimum = minimumHosts(input.minimumHealthyHosts, total)
  const out = asked.outOfService?.length ?? 0
  const counts = noCounts(total, out)
  const fails =
    nobodyIsMeant(asked.narrowed, total) ??
    failsAtOnce(total, input.minimumHealthyHosts, limits.hostsPerDeployment, asked.targets.length) ??
    zoneFailsAtOnce(asked.zones) ??
    brokenZonesFailAtOnce(asked)
  const zones = asked.zones && zonePlan(asked.zones, input, minimum)
  const standing: Standing = {
    total,
    parallel: fails ? 0 : (zones?.parallel ?? atOnce(counts, minimum)),
    budget: fails ? 0 : (zones?.budget ?? failuresLeft(counts, minimum)),
    silent: silentAmong(input),
    zones,
    minimum,
    out,
    lastTime: asked.lastTime ?? 'failed',
    zoneWaves: zones?.zones,
  }
  return {
    total,
    minimum,
    parallel: standing.parallel,
    failureBudget: standing.budget,
    waves: fails ? [] : (zones?.waves ?? plannedWaves(input, minimum)),
    ...(zones && !fails && { zones: zones.planned }),
    lifecycleEvents: blueGreen ? [...blueGreenEvents] : inPlaceEventsOf(asked.withTrafficControl === true),
    ...(fails && { failsAtOnce: fails }),
    sentence: fails
      ? `It would fail at once. ${fails.message}`
      : `${planSentence(standing)}${traffic(asked)}${othersStay(asked.narrowed)}`,
  }
}

function zonePlan(
  spec: ZonesSpec,
  { targets, secondsPerHost, outOfService = [] }: PlanInput,
  minimum: number,
): ZonePlan {
  const zones = zoneWaves(spec, targets.length - minimum, outOfService)
  const counts = noCounts(targets.length, outOfService.length)
  const rest = { zones, zoning: noZoning(zones), counts, minimum }
  const planned = plannedZones(spec, zones, secondsPerHost)
  return {
    zones,
    planned,
    waves: zonedWaves(targets, zones, planned, secondsPerHost),
    parallel: zones.reduce((most, zone) => Math.max(most, zone.size), 0),
    budget: failuresLeftInZones(rest),
    tightest: zones.length > 1 ? decisiveFailures(rest)?.zone : undefined,
    pace: `${zonedPace(targets.length, zones)}${bakesSentence(spec)}`,
  }
}

interface ZonePlan {
  zones: readonly ZoneWaves[]
  planned: PlannedZone[]
  waves: PlannedWave[]
  parallel: number
  budget: number
  /** Where the failure would be that decides it; undefined where it may be anywhere, and of the only zone. */
  tightest: ZoneWaves | undefined
  pace: string
}

interface Standing extends OutOfService {
  parallel: number
  budget: number
  /** Places of silent hosts. */
  silent: number[]
  zones: ZonePlan | undefined
}

function plannedWaves({ targets, secondsPerHost }: PlanInput, minimum: number): PlannedWave[] {
  const { waves, size } = waveLayout(targets.length, minimum)
  return Array.from({ length: waves }, (_, index) => ({
    wave: index + 1,
    targets: targets.slice(index * size, (index + 1) * size),
    ...(secondsPerHost !== undefined && {
      startsAfterSeconds: index * secondsPerHost,
      endsAfterSeconds: (index + 1) * secondsPerHost,
    }),
  }))
}

/** "4 hosts, 2 at a time. One failure leaves one to spare; a second stops it." */
function planSentence(standing: Standing): string {
  return `${pace(standing)} ${survival(standing)}${outOfServiceSentence(standing)}${silence(standing)}`
}

/** " Each host leaves the traffic before it is changed and comes back after." */
function traffic({ withTrafficControl, blueGreen, targets }: PlanInput): string {
  if (blueGreen === undefined)
    return withTrafficControl === true ? ' Each host leaves the traffic before it is changed and comes back after.' : ''
  const originals = targets.length - blueGreen.receiving
  const from = originals === 0 ? '' : ` from ${counted(originals, 'original')}`
  const approvers = blueGreen.readyWait?.approvers ?? 1
  const whoever = approvers > 1 ? `${number(approvers)} people approve` : 'somebody approves'
  const when = readyWaitMinutes(blueGreen) > 0 ? ` when ${whoever}` : ''
  return ` Then traffic moves${from}${when}.${originals === 0 ? '' : afterwards(blueGreen)}`
}

function afterwards({ originals: { action, waitMinutes } }: BlueGreenSpec): string {
  if (action === 'KEEP_ALIVE') return ' The originals are kept.'
  return waitMinutes > 0 ? ` The originals end ${counted(waitMinutes, 'minute')} later.` : ' Then the originals end.'
}

function pace({ total, parallel, zones }: Standing): string {
  if (total === 1) return '1 host.'
  if (zones !== undefined) return zones.pace
  if (parallel === total) return `${hosts(total)}, ${total === 2 ? 'both' : 'all'} at once.`
  return `${hosts(total)}, ${number(parallel)} at a time.`
}

function survival({ total, budget, minimum, zones, out }: Standing): string {
  if (total === 1) return 'It must succeed.'
  // Nobody is in service, so nobody can be spared: it is only counted in the end.
  if (out === total && minimum > 1 && zones === undefined) return `At least ${number(minimum)} must succeed.`
  if (budget >= total - 1) return 'At least one must succeed.'
  const behind = zones?.zones[0]?.outBehind ?? 0
  if (budget === 0 && behind > 0 && total - behind - minimum === 1)
    return 'While hosts that failed last time wait in a later zone, one failure can stop it.'
  if (zones?.tightest !== undefined) return zoneSurvival(zones.zones, zones.tightest, budget)
  if (budget === 0) return 'The first failure stops it, unless it is the last host.'
  if (budget === 1) return 'One failure leaves one to spare; a second stops it.'
  return `${number(budget)} failures leave one to spare; one more stops it.`
}

/** " 1 host is silent: it fails unless it reports in time, which stops the deployment." */
function silence(standing: Standing): string {
  const { silent } = standing
  if (silent.length === 0) return ''
  const fail =
    silent.length === 1 ? 'is silent: it fails unless it reports' : 'are silent: they fail unless they report'
  return ` ${hosts(silent.length)} ${fail} in time${silentStopIt(standing) ? ', which stops the deployment' : ''}.`
}

/**
 * Whether it fails when the silent hosts do and all others succeed. Each silent host keeps one of the `parallel` slots;
 * when all slots are gone it fails, unless no other host is left (the rule of the last instance) and one succeeded.
 */
function silentStopIt(standing: Standing): boolean {
  const { total, parallel, silent, zones, out, minimum } = standing
  if (zones !== undefined) return silentStopZones(zones.zones, silent, standing)
  if (out === total) return total - silent.length < Math.max(1, minimum)
  if (silent.length !== parallel) return silent.length > parallel
  return parallel === total || silent.at(-1) !== total - 1
}

/** Places in the planned order. */
function silentAmong({ targets, silentTargets = [] }: PlanInput): number[] {
  const silent = new Set(silentTargets)
  return targets.flatMap((name, place) => (silent.has(name) ? [place] : []))
}
