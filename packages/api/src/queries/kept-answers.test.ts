import { openMemoryStore } from '@sluice/store'
import { describe, expect, test } from 'vitest'
import { keptAnswers } from './kept-answers.ts'

function counting(most = 2) {
  const store = openMemoryStore()
  const answerOf = keptAnswers<number>(most)
  let made = 0
  const ask = (key: string, now: number, keepFor: number) =>
    answerOf(store, { key, now, keepFor }, async () => (made += 1))
  return { ask, answerOf, store }
}

describe('a kept answer', () => {
  test('is made once for all who ask in its time, also at once, and anew afterwards', async () => {
    const { ask } = counting()
    expect(await Promise.all([ask('a', 0, 2000), ask('a', 0, 2000), ask('a', 1999, 2000)])).toEqual([1, 1, 1])
    expect([await ask('a', 2000, 2000), await ask('b', 2000, 2000)]).toEqual([2, 3])
  })

  test('is forgotten when there are too many', async () => {
    const { ask } = counting()
    for (const key of ['a', 'b', 'c']) await ask(key, 0, Infinity)
    expect([await ask('c', 9, Infinity), await ask('a', 9, Infinity)]).toEqual([3, 4])
  })

  test('is not kept when it could not be made, nor for another store', async () => {
    const { ask, answerOf, store } = counting()
    const keeping = { key: 'a', now: 0, keepFor: Infinity }
    await expect(answerOf(store, keeping, () => Promise.reject(new Error('no')))).rejects.toThrow('no')
    expect(await ask('a', 0, Infinity)).toBe(1)
    expect(await answerOf(openMemoryStore(), keeping, async () => 7)).toBe(7)
  })
})
