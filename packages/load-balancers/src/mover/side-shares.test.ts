import { expect, test } from 'vitest'
import { shareOf, sideShares } from './side-shares.ts'

function aMember(targetId: string, over: { weight?: number; traffic?: 'test' | 'draining'; state?: 'unhealthy' } = {}) {
  const { weight = 1, traffic = 'production' as const, state = 'healthy' as const } = over
  return { targetId, weight, traffic, health: { state, reason: '', since: 0 } }
}

test('shares follow the weights of healthy hosts that get users', () => {
  const shares = sideShares([
    aMember('blue-1', { weight: 3 }),
    aMember('green-1'),
    aMember('green-2', { state: 'unhealthy' }),
    aMember('green-3', { traffic: 'test' }),
    aMember('green-4', { traffic: 'draining' }),
  ])
  expect(shares).toEqual(
    new Map([
      ['blue-1', 0.75],
      ['green-1', 0.25],
    ]),
  )
  expect(shareOf(shares, ['green-1', 'green-2', 'green-3'])).toBe(0.25)
})

test('a host in two target groups counts with both weights', () => {
  const shares = sideShares([aMember('web-1'), aMember('web-1'), aMember('web-2', { weight: 2 })])
  expect(shares.get('web-1')).toBe(0.5)
})

test('where nobody is healthy, nobody has a share', () => {
  expect(sideShares([aMember('web-1', { state: 'unhealthy' }), aMember('web-2', { weight: 0 })])).toEqual(new Map())
})
