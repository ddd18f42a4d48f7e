import { describe, expect, it } from 'vitest'
import { atZero, urgencyOf } from './deadline.ts'

const minutes = (count: number) => count * 60_000
const revisions = { original: '1.0', replacement: '1.1' }
const words = (...given: Parameters<typeof atZero>) => Object.values(atZero(...given)).join('')

describe('a deadline', () => {
  it.each([
    [10.1, 'calm'],
    [10, 'soon'],
    [2.1, 'soon'],
    [2, 'urgent'],
    [0.01, 'urgent'],
    [0, 'over'],
    [-1, 'over'],
  ] as const)('with %d minutes left is %s', (left, urgency) => {
    expect(urgencyOf(minutes(left))).toBe(urgency)
  })

  const until = '2026-11-22T15:00:00.000Z'

  it('says at zero who stays where when it stops', () => {
    expect(words({ until, atItsEnd: 'STOP_DEPLOYMENT' }, revisions)).toBe(
      'If nobody decides, the deployment stops and users stay on 1.0.',
    )
  })

  it('says at zero who goes where when it continues', () => {
    expect(words({ until, atItsEnd: 'CONTINUE_DEPLOYMENT' }, revisions)).toBe(
      'If nobody decides, the deployment continues by itself: all users go to 1.1.',
    )
  })

  it('that does not exist is said too', () => {
    expect(words({ until: undefined, atItsEnd: 'STOP_DEPLOYMENT' }, revisions)).toBe(
      'It waits without a deadline; until somebody decides, users stay on 1.0.',
    )
  })

  it('of the first fleet promises no users that nobody has', () => {
    expect(words({ until, atItsEnd: 'STOP_DEPLOYMENT' }, { ...revisions, original: undefined })).toBe(
      'If nobody decides, the deployment stops and nobody is served, as before.',
    )
  })
})
