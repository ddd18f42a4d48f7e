/** What a plan says of hosts that failed last time: why they come first, and what hangs on them. */
import { hosts, number } from './words.ts'

export interface OutOfService {
  total: number
  minimum: number
  /** Hosts that failed last time. */
  out: number
  byZones: boolean
}

/** " 2 hosts that failed last time come first; they do not use capacity." */
export function outOfServiceSentence(plan: OutOfService): string {
  const { out, byZones } = plan
  if (out === 0) return ''
  const where = byZones ? 'first in its zone' : 'first'
  const come = out === 1 ? `comes ${where}; it does` : `come ${where.replace('its', 'their')}; they do`
  return ` ${hosts(out)} that failed last time ${come} not use capacity.${mustSucceed(plan)}`
}

/** " At least 2 of them must succeed before any other host starts." when too few are healthy without them. */
function mustSucceed({ total, minimum, out }: OutOfService): string {
  const needed = minimum + 1 - (total - out)
  if (needed <= 0 || out === total) return ''
  if (needed === out) return ` ${out === 1 ? 'It' : 'All of them'} must succeed before any other host starts.`
  return ` ${needed === 1 ? 'One' : `At least ${number(needed)}`} of them must succeed before any other host starts.`
}
