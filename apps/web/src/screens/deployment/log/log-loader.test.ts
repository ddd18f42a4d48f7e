// @vitest-environment jsdom
import type { LogLine } from '@sluice/model'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { forgetServer, refusal, standInServer } from '../../../query/testing/stand-in-server.tsx'
import { createLogBook } from './log-book.ts'
import { createLogLoader } from './log-loader.ts'

const line = (seq: number): LogLine => ({
  seq,
  at: seq,
  targetId: 'web-1',
  event: 'Install',
  script: '',
  stream: 'stdout',
  text: 'x',
})

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  forgetServer()
  vi.useRealTimers()
})

function bench() {
  let trouble: (() => Response) | undefined
  const calls = standInServer({
    getDeploymentLog: ({ fromSeq = 1 }) => trouble?.() ?? { lines: [line(fromSeq)], more: false },
  })
  const book = createLogBook('d-1A2B3C4D5')
  book.follow([line(1000)])
  const loader = createLogLoader(book)
  const leave = loader.show()
  const answerWith = (answer: (() => Response) | undefined) => (trouble = answer)
  return { calls, book, loader, leave, answerWith }
}

const away = () => new Response('', { status: 503 })
const wait = (ms: number) => vi.advanceTimersByTimeAsync(ms)

it.each([
  ['a linked line', (loader: ReturnType<typeof createLogLoader>) => loader.around(700)],
  ['a hole', (loader: ReturnType<typeof createLogLoader>) => loader.want([], [{ from: 200, to: 900 }])],
  ['a host', (loader: ReturnType<typeof createLogLoader>) => loader.want(['web-1'], [{ from: 1, to: 999 }])],
])('%s that was not answered in an outage is there after it', async (_what, ask) => {
  const { book, loader, answerWith } = bench()
  answerWith(away)
  ask(loader)
  await wait(20_000)
  expect(book.view(undefined).lines).toHaveLength(1)
  answerWith(undefined)
  await wait(10_000)
  expect(book.view(undefined).lines).toHaveLength(2)
})

it('what is refused is not asked for again', async () => {
  const { calls, loader, answerWith } = bench()
  answerWith(() => refusal('DeploymentDoesNotExistException', 'There is none.'))
  loader.around(700)
  await wait(30_000)
  expect(calls).toHaveLength(1)
})

it('what nobody looks at any more is not asked for again, and is when somebody comes back', async () => {
  const { calls, loader, leave, answerWith } = bench()
  answerWith(away)
  loader.around(700)
  leave()
  await wait(30_000)
  const before = calls.length
  await wait(30_000)
  expect(calls).toHaveLength(before)
  loader.show()
  loader.around(700)
  await wait(0)
  expect(calls).toHaveLength(before + 1)
})

it('a line that is newer than what was told waits for that, and is then asked for and there', async () => {
  const { calls, book, loader } = bench()
  loader.around(1500)
  await wait(0)
  expect(calls).toHaveLength(0)
  book.follow([line(1000), line(2000)])
  loader.around(1500)
  await wait(0)
  expect(calls).toHaveLength(1)
  expect(book.view(undefined).lines.map(({ seq }) => seq)).toContain(1000)
})
