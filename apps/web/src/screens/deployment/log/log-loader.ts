/** Asks the file for lines that the book does not have: one question for each hole and host at a time. */
import { ApiError } from '@sluice/api/client'
import { queryClient } from '../../../query/client.ts'
import { op } from '../../../query/op.ts'
import { createStore } from '../../../ui/store.ts'
import type { Hole, LogBook } from './log-book.ts'

const pageLines = 1000
/** The most that the operation answers at once. */
const mostLines = 5000
/** After a question that nobody pressed for was not answered. */
const againMs = 5000

export interface LogLoader {
  /** Changes whenever an answer was taken in. */
  readonly answers: { get(): number; subscribe(listener: () => void): () => void }
  /** The end of a hole, which stands before what is read. */
  load(hole: Hole): void
  /** A line and what stands around it. */
  around(seq: number): void
  /** What one must see without asking: hosts whole, and gaps between what one has seen. */
  want(hosts: readonly string[], holes: readonly Hole[]): void
  /** Until the answer is called, what was not answered is asked again. */
  show(): () => void
}

export function createLogLoader(book: LogBook): LogLoader {
  const { deploymentId } = book
  const answers = createStore(0)
  /** By what was asked. What was answered or refused stays here: nobody asks for it twice. */
  const asked = new Set<string>()
  let isShown = false

  /** The answer is kept by the book alone: the query cache does not hold it a second time. */
  const read = async (fromSeq: number, limit: number, targetId?: string) =>
    queryClient.fetchQuery({
      ...op('getDeploymentLog', { deploymentId, fromSeq, limit, ...(targetId !== undefined && { targetId }) }),
      gcTime: 0,
    })

  const take = async (hole: Hole, limit: number, host?: string) => {
    const fromSeq = host === undefined ? Math.max(hole.from, hole.to - limit + 1) : hole.from
    const { lines, more } = await read(fromSeq, Math.min(limit, mostLines), host)
    const last = lines.at(-1)?.seq ?? hole.to
    book.add(lines, { from: fromSeq, to: more ? Math.min(last, hole.to) : hole.to }, host)
    answers.set(answers.get() + 1)
  }

  const once = async (key: string, ask: () => Promise<void>): Promise<void> => {
    if (asked.has(key)) return
    asked.add(key)
    const isOver = await ask().then(() => true, isRefused)
    if (isOver) return
    await new Promise((resolve) => setTimeout(resolve, againMs))
    asked.delete(key)
    if (isShown) await once(key, ask)
  }

  return {
    answers,
    /** A failed answer leaves the hole in sight; the person presses again. */
    load(hole) {
      const key = `load ${hole.to}`
      if (asked.has(key)) return
      asked.add(key)
      const done = () => asked.delete(key)
      void take(hole, pageLines)
        .catch(() => undefined)
        .finally(done)
    },
    around(seq) {
      // What the live window has not told of yet could not be put in its place: whoever asks comes back with the next view.
      if (seq > book.lastSeq) return
      const from = Math.max(1, seq - pageLines / 2)
      void once(`around ${seq}`, () => take({ from, to: from + pageLines - 1 }, pageLines))
    },
    want(hosts, holes) {
      if (holes.length === 0) return
      for (const host of hosts) void once(`host ${host}`, () => take({ from: 1, to: book.lastSeq }, mostLines, host))
      for (const hole of holes)
        if (hole.from > 1 && hole.to - hole.from < mostLines)
          void once(`hole ${hole.from}`, () => take(hole, mostLines))
    },
    show() {
      isShown = true
      return () => {
        isShown = false
      }
    },
  }
}

/** Asking again would change nothing. */
const isRefused = (error: unknown): boolean => error instanceof ApiError && error.status >= 400 && error.status < 500
