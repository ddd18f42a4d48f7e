import { expect, test } from 'vitest'
import { rollbackWords } from './setting-words.ts'

test('the same rollback is the same words, in whatever order its events are named; on nothing it is none', () => {
  const events = ['DEPLOYMENT_STOP_ON_REQUEST', 'DEPLOYMENT_FAILURE'] as const
  const both = 'when it fails, when somebody stops it'
  expect(rollbackWords({ enabled: true, events: [...events] })).toBe(both)
  expect(rollbackWords({ enabled: true, events: [...events].toReversed() })).toBe(both)
  expect(rollbackWords({ enabled: true, events: [] })).toBe('no')
  expect(rollbackWords({ enabled: false, events: [...events] })).toBe('no')
  expect(rollbackWords(undefined)).toBe('no')
})
