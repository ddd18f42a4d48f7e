/**
 * One thread that searches, one job after the other. The event loop of the server waits for nothing: files are read and patterns
 * are tried over there. A pattern that does not get on (`(a+)+$`) is ended with its thread, and the next job gets a new one.
 */
import { Worker } from 'node:worker_threads'
import type { JobAnswer, JobReply, SearchJob } from './search-job.ts'
import { searchThread } from './search-thread.ts'

export type LaneAnswer = JobAnswer | { stopped: 'too slow' | 'busy' } | { fault: string }

export interface SearchLane {
  run(job: Omit<SearchJob, 'progress'>): Promise<LaneAnswer>
}

export interface LaneLimits {
  /** Without getting on for so long, a job is ended. */
  stuckMs: number
  mostWaiting: number
}

const lookEveryMs = 100
/** Some tools that run this wrap functions by this name. */
const wholeText = `const __name = (wrapped) => wrapped
;(${searchThread.toString()})(require('node:worker_threads').parentPort, require('node:fs'))`

export function createSearchLane({ stuckMs, mostWaiting }: LaneLimits): SearchLane {
  let worker: Worker | undefined
  let waiting = 0
  let last: Promise<unknown> = Promise.resolve()

  return {
    async run(job) {
      if (waiting >= mostWaiting) return { stopped: 'busy' }
      waiting += 1
      const mine = last.then(() => work({ ...job, progress: new Int32Array(new SharedArrayBuffer(4)) }))
      last = mine
      return mine.finally(() => (waiting -= 1))
    },
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
