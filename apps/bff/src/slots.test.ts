import { expect, test } from 'vitest'
import { createSlots } from './slots.ts'

test('so many come in at once, the rest in the order in which they came', async () => {
  const slots = createSlots(2)
  const inside: number[] = []
  const releases = new Map<number, () => void>()
  const comers = [1, 2, 3, 4].map(async (number) => {
    releases.set(number, await slots.take())
    inside.push(number)
  })
  await Promise.all(comers.slice(0, 2))
  expect(inside).toEqual([1, 2])
  releases.get(2)?.()
  releases.get(2)?.()
  await comers[2]
  expect(inside).toEqual([1, 2, 3])
  releases.get(1)?.()
  await comers[3]
  expect(inside).toEqual([1, 2, 3, 4])
})
