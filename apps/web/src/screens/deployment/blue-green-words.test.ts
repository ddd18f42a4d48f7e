import { describe, expect, it } from 'vitest'
import { servingWords, sharesOfMembers, trafficShares } from './blue-green-words.ts'
import { standing } from './testing/standing.ts'

const percents = (more: Parameters<typeof standing>[0]) =>
  trafficShares(standing(more)).map(({ side, serving, percent }) => [side, serving, percent])

describe('where users are', () => {
  it('is the original fleet alone before the reroute', () => {
    expect(percents({ step: 'ready' })).toEqual([
      ['original', 4, 100],
      ['replacement', 0, 0],
    ])
  })

  it('is both fleets while hosts of one came in and those of the other are still there', () => {
    expect(percents({ step: 'rerouting', rerouted: 2 })).toEqual([
      ['original', 4, 67],
      ['replacement', 2, 33],
    ])
  })

  it('is the replacement alone when every original is blocked', () => {
    expect(percents({ step: 'terminationWait', rerouted: 4, blocked: 4 })).toEqual([
      ['original', 0, 0],
      ['replacement', 4, 100],
    ])
  })

  it('is read the other way round when traffic goes back', () => {
    expect(percents({ kind: 'trafficBack', step: 'blocking', rerouted: 4, blocked: 1 })).toEqual([
      ['original', 4, 57],
      ['replacement', 3, 43],
    ])
  })

  it('is what the load balancer has while traffic goes back: the way there may have ended half way', () => {
    const member = (targetId: string, side: 'original' | 'replacement', traffic: 'production' | 'draining') => ({
      targetId,
      side,
      traffic,
      weight: 1,
    })
    const members = [
      member('web-1', 'original', 'production'),
      member('web-2', 'original', 'production'),
      member('web-3', 'original', 'production'),
      member('web-4', 'original', 'draining'),
      member('local-7', 'replacement', 'production'),
    ]
    const shares = sharesOfMembers(standing({ kind: 'trafficBack', step: 'rerouting' }), members)
    expect(shares.map(({ side, serving, percent }) => [side, serving, percent])).toEqual([
      ['original', 3, 75],
      ['replacement', 1, 25],
    ])
  })

  it('is nowhere when nobody was served yet', () => {
    const none = { ...standing().original, total: 0 }
    expect(percents({ original: none })).toEqual([
      ['original', 0, 0],
      ['replacement', 0, 0],
    ])
  })

  it.each([
    [0, 4, 'none of 4 hosts has users'],
    [1, 4, '1 of 4 hosts has users'],
    [1, 1, '1 of 1 host has users'],
    [3, 4, '3 of 4 hosts have users'],
    [0, 0, 'no hosts'],
  ])('%d of %d reads "%s"', (serving, total, words) =>
    expect(servingWords({ side: 'original', serving, total, percent: 0 })).toBe(words),
  )
})
