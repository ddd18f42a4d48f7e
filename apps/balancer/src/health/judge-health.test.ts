import { expect, it } from 'vitest'
import { judge, type Judged, unjudged } from './judge-health.ts'

const thresholds = { healthyThreshold: 2, unhealthyThreshold: 3 }
const good = { isGood: true, reason: 'HTTP 200 from /health' }
const bad = { isGood: false, reason: 'connection refused' }

/** `+` is a good answer, `-` a bad one, one a second; answers the state after each. */
function states(answers: string, start: Judged = unjudged(0)): string[] {
  let judged = start
  return [...answers].map((each, index) => {
    judged = judge(judged, each === '+' ? good : bad, thresholds, index + 1)
    return judged.health.state
  })
}

it('waits for the first check, whose answer decides', () => {
  expect(unjudged(5).health).toEqual({ state: 'unknown', reason: 'waiting for the first check', since: 5 })
  expect([states('+'), states('-')]).toEqual([['healthy'], ['unhealthy']])
})

it('takes a member out after three bad answers in a row, and back after two good ones', () => {
  expect(states('+--+---').map((state) => state === 'healthy')).toEqual([true, true, true, true, true, true, false])
  expect(states('-+-++').map((state) => state === 'healthy')).toEqual([false, false, false, false, true])
})

it('says since when, and how far the doubt has come', () => {
  const healthy = judge(unjudged(1), good, thresholds, 2)
  const doubted = judge(healthy, bad, thresholds, 3)
  expect(doubted.health).toEqual({ state: 'healthy', reason: 'connection refused (1 of 3 in a row)', since: 2 })
  expect(judge(doubted, good, thresholds, 4)).toEqual({
    health: { state: 'healthy', reason: good.reason, since: 2 },
    against: 0,
  })
})
