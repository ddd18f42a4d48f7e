/**
 * One thread that searches, one job after the other. The event loop of the server waits for nothing: files are read and patterns
 * are tried over there. A pattern that does not get on (`(a+)+$`) is ended with its thread, and the next job gets a new one.
 * Nobody keeps others waiting: who asks a third time takes back what they asked before, who leaves takes back all, and a job that
 * others wait for has less time.
 */
import { Worker } from 'node:worker_threads'
import { haste, type JobAnswer, type JobReply, type SearchJob } from './search-job.ts'
import { searchThread } from './search-thread.ts'

/** `unfit`: the pattern cannot be tried, and why. A `fault` is nobody's pattern. */
export type LaneAnswer = JobAnswer | { stopped: 'too slow' | 'busy' } | { unfit: string } | { fault: string }

/** Who asks. Without a name, nobody is counted; without a signal, the answer is waited for. */
export interface Asker {
  who?: string | undefined
  signal?: AbortSignal | undefined
}

export interface SearchLane {
  run(job: Omit<SearchJob, 'progress'>, asker?: Asker): Promise<LaneAnswer>
}

export interface LaneLimits {
  /** Without getting on for so long, a job is ended. */
  stuckMs: number
  /** Of all, with the one that runs. */
  mostWaiting: number
}

interface Place {
  job: SearchJob
  who: string | undefined
  answer: (answer: LaneAnswer) => void
}

/** One that runs, and one that waits. */
const mostOfOne = 2
const lookEveryMs = 100
/** Some tools that run this wrap functions by this name. */
const wholeText = `const __name = (wrapped) => wrapped
;(${searchThread.toString()})(require('node:worker_threads').parentPort, require('node:fs'))`

export function createSearchLane({ stuckMs, mostWaiting }: LaneLimits): SearchLane {
  let worker: Worker | undefined
  let running: Place | undefined
  const waiting: Place[] = []

  return {
    run: (job, { who, signal } = {}) =>
      new Promise((answer) => {
        const place: Place = { job: { ...job, progress: new Int32Array(new SharedArrayBuffer(8)) }, who, answer }
        if (signal?.aborted === true) return answer({ stopped: 'busy' })
        makeRoomFor(who)
        if (waiting.length + (running === undefined ? 0 : 1) >= mostWaiting) return answer({ stopped: 'busy' })
        waiting.push(place)
        signal?.addEventListener('abort', () => leave(place), { once: true })
        next()
      }),
  }

  /** The newest is what they want: somebody who types has no use for what they typed before. */
  function makeRoomFor(who: string | undefined): void {
    if (who === undefined) return
    const own = waiting.filter((place) => place.who === who)
    const [oldest] = own
    if (oldest !== undefined && own.length + (running?.who === who ? 1 : 0) >= mostOfOne) leave(oldest)
  }

  function leave(place: Place): void {
    const at = waiting.indexOf(place)
    if (place === running) Atomics.store(place.job.progress, 1, haste.stop)
    if (at < 0) return
    waiting.splice(at, 1)
    place.answer({ stopped: 'busy' })
  }

  function next(): void {
    if (running !== undefined) {
      if (waiting.length > 0) Atomics.compareExchange(running.job.progress, 1, haste.none, haste.some)
      return
    }
    running = waiting.shift()
    if (running !== undefined) void serve(running)
  }

  async function serve({ job, answer }: Place): Promise<void> {
    if (waiting.length > 0) Atomics.store(job.progress, 1, haste.some)
    answer(await work(job))
    running = undefined
    next()
  }

  function work(job: SearchJob): Promise<LaneAnswer> {
    const thread = (worker ??= startThread(() => (worker = undefined)))
    return new Promise((resolve) => {
      const end = (answer: LaneAnswer, isBroken: boolean) => {
        clearInterval(watch)
        thread.off('message', onReply).off('error', onFault).off('exit', onExit)
        thread.unref()
        if (isBroken && worker === thread) worker = undefined
        if (isBroken) void thread.terminate()
        resolve(answer)
      }
      const watch = watchOver(job.progress, stuckMs, () => end({ stopped: 'too slow' }, true))
      const onReply = (reply: JobReply) => end('answer' in reply ? reply.answer : reply, false)
      const onFault = (error: Error) => end({ fault: error.message }, true)
      const onExit = () => end({ fault: 'the thread ended' }, true)
      thread.on('message', onReply).on('error', onFault).on('exit', onExit)
      thread.ref()
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, no window
      thread.postMessage(job)
    })
  }
}

function startThread(onEnd: () => void): Worker {
  const thread = new Worker(wholeText, { eval: true, resourceLimits: { maxOldGenerationSizeMb: 256 } })
  // A thread that nobody waits for must not end the process by a late error.
  return thread.on('error', onEnd)
}

function watchOver(progress: Int32Array, stuckMs: number, onStuck: () => void): NodeJS.Timeout {
  let seen = 0
  let since = performance.now()
  return setInterval(() => {
    const now = Atomics.load(progress, 0)
    // A thread that has not begun yet is no slow pattern: the machine is busy.
    if (now === 0) return
    if (now !== seen) [seen, since] = [now, performance.now()]
    else if (performance.now() - since > stuckMs) onStuck()
  }, lookEveryMs)
}
