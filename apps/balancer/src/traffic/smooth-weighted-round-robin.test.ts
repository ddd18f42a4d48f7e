import { expect, it } from 'vitest'
import { choosePeer } from './smooth-weighted-round-robin.ts'

const peers = (weights: Record<string, number>) =>
  Object.entries(weights).map(([name, weight]) => ({ name, weight, credit: 0 }))

function choices(among: ReturnType<typeof peers>, times: number): string {
  return Array.from({ length: times }, () => choosePeer(among)?.name ?? '-').join('')
}

it('spreads 5, 1, 1 as nginx does', () => {
  expect(choices(peers({ a: 5, b: 1, c: 1 }), 14)).toBe('aabacaaaabacaa')
})

it('gives each peer exactly its weight in every round', () => {
  const fleets: Record<string, number>[] = [{ a: 1 }, { a: 1, b: 1, c: 1 }, { a: 7, b: 3 }, { a: 256, b: 1, c: 90 }]
  for (const weights of fleets) {
    const round = Object.values(weights).reduce((sum, weight) => sum + weight, 0)
    const got = choices(peers(weights), round)
    const counted = Object.fromEntries(Object.keys(weights).map((name) => [name, got.split(name).length - 1]))
    expect(counted).toEqual(weights)
  }
})

it('never chooses a peer of weight 0, and nobody when there is nobody else', () => {
  expect(choices(peers({ a: 0, b: 2 }), 3)).toBe('bbb')
  expect(choices(peers({ a: 0 }), 2)).toBe('--')
  expect(choosePeer([])).toBeUndefined()
})

it('goes on with the round when a peer leaves, and does not flood one that comes', () => {
  const [a, b] = peers({ a: 1, b: 1 })
  const newcomer = { name: 'n', weight: 1, credit: 0 }
  if (!a || !b) throw new Error('two peers')
  expect(choices([a, b], 3)).toBe('aba')
  expect(choices([b], 2)).toBe('bb')
  expect(choices([b, newcomer], 4)).toMatch(/^(bn|nb){2}$/)
})
