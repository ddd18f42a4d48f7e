import { describe, expect, it } from 'vitest'
import { decisionWords, noteOfDecision } from './decision-words.ts'
import type { Ready } from './decision-words.ts'
import { sinceWords } from './Sides.tsx'

const at = '2026-11-22T14:18:04.000Z'
const approval = { by: 'Ada', actorId: 'user:u-2', at, note: 'All well' }
const ready = (how: NonNullable<Ready['ended']>['how']): Ready => ({
  since: at,
  atItsEnd: 'STOP_DEPLOYMENT',
  approvers: 1,
  approvals: [approval],
  ended: { at, how, by: 'Ada' },
})
const words = (how: NonNullable<Ready['ended']>['how'], me: string) =>
  decisionWords(ready(how), { at, how, by: 'Ada' }, me)

describe('who decided', () => {
  it('is the reader only by the id: two people may have one name', () => {
    expect(words('rerouted', 'u-2')).toBe('You rerouted')
    expect(words('rerouted', 'u-1')).toBe('Ada rerouted')
  })

  it('of a stop has no note of an approval before it', () => {
    expect(noteOfDecision(ready('stopped'))).toBeUndefined()
    expect(noteOfDecision(ready('rerouted'))).toBe('All well')
  })
})

describe('the numbers after the switch', () => {
  it('are of the last 15 minutes when the switch was before them', () => {
    expect(sinceWords('2026-11-22T14:00:00.000Z', '2026-11-22T14:00:00.000Z')).toBe('Requests since the switch')
    expect(sinceWords('2026-11-22T14:00:00.000Z', '2026-11-22T14:05:00.000Z')).toBe('Requests in the last 15 minutes')
  })
})
