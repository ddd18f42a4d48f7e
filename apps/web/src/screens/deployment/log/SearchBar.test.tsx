import { cleanup, configure, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { QueryClientProvider } from '@tanstack/react-query'
import { MemoryRouter, useSearchParams } from 'react-router'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { queryClient } from '../../../query/client.ts'
import { useLogParams } from './log-params.ts'
import { SearchBar } from './SearchBar.tsx'
import { useLogSearch } from './use-log-search.ts'

// A machine that is busy answers later, and no less.
configure({ asyncUtilTimeout: 10_000 })

const total = 1922
const hitOf = (seq: number) => ({
  line: {
    seq,
    at: seq,
    targetId: `web-${seq % 3}`,
    event: 'Install',
    script: '',
    stream: 'stdout',
    text: 'refused',
    line: seq,
  },
  ranges: [[0, 7]],
  before: [],
  after: [],
})
interface Question {
  query: string
  limit: number
  counts?: boolean
  nextToken?: string
  mode: string
}
let questions: Question[]

/** As the server answers: counts without hits, or a page of hits. */
async function answer(_path: unknown, init: RequestInit): Promise<Response> {
  const question = JSON.parse(String(init.body)) as Question
  questions.push(question)
  if (question.query === '(')
    return Response.json(
      { error: { code: 'InvalidInputException', message: 'position 1', requestId: 'r' } },
      { status: 400 },
    )
  const counts = {
    total,
    targets: 3,
    perTarget: [{ targetId: 'web-1', lines: 641, events: [] }],
    perEvent: [],
    isWhole: true,
  }
  if (question.counts !== false) return Response.json({ hits: [], counts })
  const from = Number(question.nextToken ?? 0)
  const hits = Array.from({ length: question.limit }, (_, at) => hitOf(from + at + 1))
  return Response.json({ hits, nextToken: String(from + question.limit) })
}

beforeEach(() => {
  questions = []
  queryClient.clear()
  vi.stubGlobal('fetch', answer)
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

const filter = { host: undefined, event: undefined }
function Bar() {
  const params = useLogParams()
  const search = useLogSearch('d-1A2B3C4D5', params, filter, { isOver: true })
  const [address] = useSearchParams()
  return (
    <>
      <SearchBar search={search} params={params} />
      <output aria-label="Address">{address.toString()}</output>
    </>
  )
}
const show = (search = '') =>
  render(
    <QueryClientProvider client={queryClient}>
      <MemoryRouter initialEntries={[`/${search}`]}>
        <Bar />
      </MemoryRouter>
    </QueryClientProvider>,
  )
const hits = () => screen.getByRole('status', { name: 'Hits' }).textContent
const address = () => screen.getByLabelText('Address').textContent
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }))

it('counts exactly over the whole log, and goes from hit to hit, further than its first page', async () => {
  show('?q=refused')
  await waitFor(() => expect(hits()).toBe('1,922 lines'))
  press('Next hit')
  await waitFor(() => expect(hits()).toBe('1 of 1,922'))
  press('Next hit')
  await waitFor(() => expect(hits()).toBe('2 of 1,922'))
  expect(address()).toContain('line=web-2%3AInstall%3A2')
  press('Previous hit')
  await waitFor(() => expect(hits()).toBe('1 of 1,922'))
  press('Previous hit')
  expect(hits()).toBe('1 of 1,922')
})

it('loads the next page of hits when the last one that is here is passed', async () => {
  show('?q=refused&line=web-2:Install:200')
  await waitFor(() => expect(hits()).toBe('200 of 1,922'))
  press('Next hit')
  await waitFor(() => expect(hits()).toBe('201 of 1,922'))
  expect(questions.filter(({ counts }) => counts === false).map(({ nextToken }) => nextToken)).toEqual([
    undefined,
    '200',
  ])
})

it('has its state in the address: what is typed, how it is meant, what is shown', async () => {
  show()
  fireEvent.change(screen.getByRole('searchbox'), { target: { value: 'exit [1-9]' } })
  press('Regular expression')
  await waitFor(() => expect(address()).toContain('q=exit'))
  await waitFor(() => expect(questions.at(-1)).toMatchObject({ query: 'exit [1-9]', mode: 'regex' }))
  press('Only lines with hits')
  expect(address()).toContain('show=hits')
  expect(screen.getByRole('button', { name: 'Only lines with hits' }).getAttribute('aria-pressed')).toBe('true')
})

it('lists the hosts that have hits, and goes to one', async () => {
  show('?q=refused')
  const hosts = await screen.findByRole('combobox', { name: 'Hosts with hits' })
  expect(hosts.textContent).toBe('on 3 hostsweb-1 · 641')
  fireEvent.change(hosts, { target: { value: 'web-1' } })
  expect(address()).toContain('host=web-1')
})

it('says what is wrong with an expression', async () => {
  show('?q=(&mode=regex')
  expect((await screen.findByRole('alert')).textContent).toBe('position 1')
})
