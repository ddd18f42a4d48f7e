import type { ApprovalSide } from '@sluice/model'
import { expect, test } from 'vitest'
import { keptEvidence, shownEvidence } from './evidence.ts'

const side = (total: number, sick: readonly number[]): ApprovalSide => ({
  total,
  healthy: total - sick.length,
  trafficPercent: 0,
  listener: 'production',
  members: Array.from({ length: total }, (_, at) => {
    return { targetId: `web-${at + 1}`, healthy: !sick.includes(at + 1), reason: '' }
  }),
})

test('of a large fleet those who were not well are kept first, and the numbers stay whole', () => {
  const at = '2026-11-22T14:02:00.000Z'
  const evidence = { at, original: side(50, []), replacement: side(10_000, [7_000, 9_999]), checks: [] }
  const kept = keptEvidence(evidence)
  expect(kept.original).toEqual(evidence.original)
  expect(kept.replacement).toMatchObject({ total: 10_000, healthy: 9_998 })
  expect(kept.replacement.members).toHaveLength(50)
  expect(kept.replacement.members.slice(0, 3).map(({ targetId }) => targetId)).toEqual([
    'web-7000',
    'web-9999',
    'web-1',
  ])
})

test('of a large fleet sixty are shown, those who are not well first, beside the numbers of all', () => {
  const at = '2026-11-22T14:02:00.000Z'
  const evidence = { at, original: side(60, []), replacement: side(10_000, [9_999]), checks: [] }
  const shown = shownEvidence(evidence)
  expect(shown.original).toEqual(evidence.original)
  expect(shown.replacement).toMatchObject({ total: 10_000, healthy: 9_999 })
  expect(shown.replacement.members).toHaveLength(60)
  expect(shown.replacement.members[0]?.targetId).toBe('web-9999')
})
