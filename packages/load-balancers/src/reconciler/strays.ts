/**
 * Balancers that a process serves and no row asks for: deleted in the very moment when a former life of ours ended, or left by
 * an older version under another name. They would serve for ever: once, at the start, they are removed.
 */
import type { LoadBalancer } from '@sluice/model'
import { BalancerTrouble } from '../load-balancer.ts'
import type { Timers } from '../timers.ts'
import type { Paces } from './paces.ts'

/** One that a process serves, whoever told it. */
export interface ServedBalancer {
  isOf(row: LoadBalancer): boolean
  remove(): Promise<void>
}

export interface StraysNeeds {
  served(): Promise<readonly ServedBalancer[]>
  rows(): Iterable<LoadBalancer>
  fault(error: unknown): void
  timers: Timers
  paces: Pick<Paces, 'backOffFirst' | 'backOffMost'>
}

/** Tries until it is done. Answers what ends it, which resolves when no process is being asked any more. */
export function removeStrays({ served, rows, fault, timers, paces }: StraysNeeds): () => Promise<void> {
  let isStopped = false
  let timer: unknown
  let running = attempt(paces.backOffFirst)

  async function attempt(pause: number): Promise<void> {
    try {
      await removeAll()
    } catch (error) {
      if (!(error instanceof BalancerTrouble)) fault(error)
      if (!isStopped) timer = timers.setTimeout(() => again(pause), pause)
    }
  }

  function again(pause: number): void {
    running = attempt(Math.min(pause * 2, paces.backOffMost))
  }

  /** Rows are looked at after the processes were asked. One that cannot be removed keeps no other. */
  async function removeAll(): Promise<void> {
    const all = await served()
    const strays = isStopped ? [] : all.filter((balancer) => ![...rows()].some((row) => balancer.isOf(row)))
    const removals = await Promise.allSettled(strays.map((balancer) => balancer.remove()))
    for (const removal of removals) if (removal.status === 'rejected') throw removal.reason
  }

  return async () => {
    isStopped = true
    timers.clearTimeout(timer)
    await running
  }
}
