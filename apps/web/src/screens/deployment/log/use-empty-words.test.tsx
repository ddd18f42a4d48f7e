import { QueryClientProvider } from '@tanstack/react-query'
import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { queryClient } from '../../../query/client.ts'
import { chooseZone } from '../../../ui/time-format.ts'
import { useEmptyWords } from './use-empty-words.ts'

type Emptiness = Parameters<typeof useEmptyWords>[1]
const nothing: Emptiness = { isOver: true, isEmpty: true, onlyHits: false }
let removedTime: string | undefined

beforeEach(() => {
  removedTime = undefined
  queryClient.clear()
  chooseZone('UTC')
  const page = { lines: [], firstSeq: 1, lastSeq: 0, more: false, keptDays: 14 }
  vi.stubGlobal('fetch', async () => Response.json(removedTime === undefined ? page : { ...page, removedTime }))
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

function Words({ why }: { why: Emptiness }) {
  return <p>{useEmptyWords('d-1A2B3C4D5', why)}</p>
}
const show = (why: Emptiness) =>
  render(
    <QueryClientProvider client={queryClient}>
      <Words why={why} />
    </QueryClientProvider>,
  )

it('a log that was removed says when, and how long logs are kept', async () => {
  removedTime = '2026-11-22T14:02:31.000Z'
  show(nothing)
  const words = 'The log of this deployment was removed on 22 Nov 2026, 14:02:31 UTC (kept 14 days).'
  expect(await screen.findByText(words, {}, { timeout: 10_000 })).toBeDefined()
})

it.each([
  ['No line was written.', nothing],
  ['No line yet. Lines appear as soon as a script writes one.', { ...nothing, isOver: false }],
  ['No line that is loaded passes these filters.', { ...nothing, isEmpty: false }],
  ['No line matches what you search for.', { ...nothing, isEmpty: false, onlyHits: true }],
])('says "%s"', (words, why) => {
  show(why)
  expect(screen.getByText(words)).toBeDefined()
})
