/**
 * What a check's answer makes of a member's health. The first answer decides at once, as at a new target of AWS's balancer; later
 * ones only after enough of them in a row, so that one lost packet takes nobody out of service. Pure.
 */
import type { HealthCheck, MemberHealth } from '@sluice/model'

export type CheckAnswer = { isGood: boolean; reason: string }

/** `against` counts the answers in a row that speak against the state. */
export type Judged = { health: MemberHealth; against: number }

export const waitingReason = 'waiting for the first check'

export function unjudged(now: number): Judged {
  return { health: { state: 'unknown', reason: waitingReason, since: now }, against: 0 }
}

type Thresholds = Pick<HealthCheck, 'healthyThreshold' | 'unhealthyThreshold'>

export function judge(before: Judged, answer: CheckAnswer, thresholds: Thresholds, now: number): Judged {
  const { health } = before
  const state = answer.isGood ? 'healthy' : 'unhealthy'
  if (health.state === state) return { health: { ...health, reason: answer.reason }, against: 0 }
  if (health.state === 'unknown') return { health: { state, reason: answer.reason, since: now }, against: 0 }
  const against = before.against + 1
  const needed = answer.isGood ? thresholds.healthyThreshold : thresholds.unhealthyThreshold
  if (against >= needed) return { health: { state, reason: answer.reason, since: now }, against: 0 }
  return { health: { ...health, reason: `${answer.reason} (${against} of ${needed} in a row)` }, against }
}
