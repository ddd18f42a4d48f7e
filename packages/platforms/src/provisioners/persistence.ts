/** Doing something again after trouble. Nothing is tried again once the service ends: the next start does what is owed. */
import { setTimeout as pause } from 'node:timers/promises'

export interface Persistence {
  /** What nobody would ask for again before the next start. Undefined when the service ended first. */
  untilDone<Answer>(act: () => Promise<Answer>): Promise<Answer | undefined>
  /** What somebody else can see to: after some attempts the last one's trouble is thrown. */
  someTimes<Answer>(act: () => Promise<Answer>): Promise<Answer>
}

export interface PersistenceNeeds {
  stopped: AbortSignal
  againAfterMs: number
  fault(error: unknown): void
}

const mostAttempts = 5

export function createPersistence({ stopped, againAfterMs, fault }: PersistenceNeeds): Persistence {
  const wait = () => pause(againAfterMs, undefined, { signal: stopped }).catch(() => undefined)

  async function untilDone<Answer>(act: () => Promise<Answer>): Promise<Answer | undefined> {
    while (!stopped.aborted) {
      try {
        return await act()
      } catch (error) {
        if (stopped.aborted) return undefined
        fault(error)
        await wait()
      }
    }
    return undefined
  }

  async function someTimes<Answer>(act: () => Promise<Answer>): Promise<Answer> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await act()
      } catch (error) {
        if (stopped.aborted || attempt === mostAttempts) throw error
        fault(error)
        await wait()
      }
    }
  }

  return { untilDone, someTimes }
}
