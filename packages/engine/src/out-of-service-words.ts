/** What a plan says of hosts that failed or were stopped last time: why they come first, and what hangs on them. */
import { hosts, number } from './words.ts'
import type { ZoneWaves } from './zone-waves.ts'

/** How the last deployment to such hosts ended there: all failed, all were left part-way, or some each (or it is not known). */
export type LastTime = 'failed' | 'leftPartWay' | 'either'

export interface OutOfService {
  total: number
  minimum: number
  /** Hosts that failed last time, or were left part-way. */
  out: number
  lastTime: LastTime
  /** By zones: those that have hosts. */
  zoneWaves: readonly ZoneWaves[] | undefined
}

/** " 2 hosts that failed last time come first: they serve nobody, so trying them takes no other host out of service." */
export function outOfServiceSentence(plan: OutOfService): string {
  const { out, lastTime, zoneWaves } = plan
  if (out === 0) return ''
  const [come, they, them] = out === 1 ? ['comes first', 'it serves', 'it'] : ['come first', 'they serve', 'them']
  const where = zoneWaves === undefined ? '' : out === 1 ? ' in its zone' : ' in their zones'
  const first = ` ${hosts(out)} that ${ended[lastTime]} last time ${come}${where}`
  const then = zoneWaves === undefined ? mustSucceed(plan) : mustSucceedInZones(plan, zoneWaves)
  return `${first}: ${they} nobody, so trying ${them} takes no other host out of service.${then}`
}

const ended: Record<LastTime, string> = {
  failed: 'failed',
  leftPartWay: 'did not finish',
  either: 'failed or did not finish',
}

/** " At least 2 of them must succeed before any other host starts." when too few are healthy without them. */
function mustSucceed({ total, minimum, out }: OutOfService): string {
  const needed = minimum + 1 - (total - out)
  return needed <= 0 || out === total ? '' : ` ${soMany(needed, out)} must succeed before any other host starts.`
}

const soMany = (needed: number, out: number): string =>
  needed === out ? (out === 1 ? 'It' : 'All of them') : `${needed === 1 ? 'One' : `At least ${number(needed)}`} of them`

/** The same of each zone: its own minimum, and the fleet's with those missing that wait behind it. */
function mustSucceedInZones({ total, minimum, out }: OutOfService, zones: readonly ZoneWaves[]): string {
  const strict = zones.filter((zone) => neededIn(zone, total - minimum) > 0)
  const [only] = strict
  if (only === undefined) return ''
  if (out === 1) return ' It must succeed before any other host of its zone starts.'
  if (strict.length > 1)
    return ` In ${number(strict.length)} zones some of them must succeed before any other host there starts.`
  const where = only.isNamed ? `zone ${only.name}` : 'the zone of hosts without the tag'
  const needed = neededIn(only, total - minimum)
  const those = only.out === 1 ? 'that one' : lowered(soMany(needed, only.out))
  return ` In ${where} ${those} must succeed before any other host starts.`
}

const lowered = (words: string): string => words.charAt(0).toLowerCase() + words.slice(1)

/** `room`: how many of the whole fleet may be out of service at once. */
function neededIn({ hosts: count, minimum, out, outBehind }: ZoneWaves, room: number): number {
  if (out === 0 || out === count) return 0
  return Math.max(minimum + 1 - (count - out), out + outBehind + 1 - room)
}
