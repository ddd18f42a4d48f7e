/**
 * One balancer, looked after: told when its rows changed, looked at every second, told again when it does anything else. One
 * turn at a time, so it is never told two things at once; changes that come during a turn are pushed together by the next.
 */
import type { DesiredBalancer, LoadBalancer } from '@sluice/model'
import { BalancerTrouble, type LoadBalancerPort } from '../load-balancer.ts'
import type { Timers } from '../timers.ts'
import { freshNumbers, numbersAbove, numbersAfterTelling, ourGeneration } from './numbers.ts'
import { lookPause, pauseAfterTurn, type Paces } from './paces.ts'
import { changesBetween, seeBalancer, type Seen, type SeenChange } from './seen.ts'

export interface KeptBalancerNeeds {
  /** The row as committed; undefined when it was deleted. */
  row(): LoadBalancer | undefined
  generation(): number
  desired(): DesiredBalancer | undefined
  balancerFor(row: LoadBalancer): LoadBalancerPort | undefined
  isAwaited(): boolean
  /** `before`: the generation it was last seen serving. */
  seen(change: SeenChange, before: number): void
  /** Trouble began, ended, or reads otherwise. */
  troubleChanged(): void
  /** It was deleted, and its adapter has forgotten it. */
  ended(): void
  fault(error: unknown): void
  now(): number
  timers: Timers
  paces: Paces
}

export interface KeptBalancer {
  /** Its rows changed. */
  nudge(): void
  /** It says itself that something changed. */
  look(): void
  readonly seen: Seen | undefined
  readonly trouble: string | undefined
  /** That it was seen serving, -1 before. */
  readonly generation: number
  /** Undefined while there is none. */
  readonly adapter: LoadBalancerPort | undefined
  stop(): Promise<void>
}

/** What cannot be cured by trying again is still tried, at the slowest pace: people may cure it. */
const manyFailures = 16

export function keepBalancer(needs: KeptBalancerNeeds): KeptBalancer {
  const { timers, paces, now } = needs
  let adapter: { port: LoadBalancerPort; createTime: string } | undefined
  let seen: Seen | undefined
  let trouble: string | undefined
  let generation = -1
  let numbers = freshNumbers()
  let failures = 0
  let isNudged = false
  let isLookedFor = false
  let endedAt = Number.NEGATIVE_INFINITY
  let isStopped = false
  let running: Promise<void> | undefined
  let timer: { handle: unknown; at: number } | undefined

  function nudge(): void {
    isNudged = true
    if (running === undefined && failures === 0) turnAfter(paces.gather)
  }

  /** Requests come and go all the time: it is not asked after every one of them. */
  function look(): void {
    isLookedFor = true
    if (running === undefined) turnAfter(Math.max(0, endedAt + lookPause(paces, needs.isAwaited()) - now()))
  }

  function turnAfter(milliseconds: number): void {
    if (isStopped || (timer !== undefined && timer.at <= now() + milliseconds)) return
    if (timer !== undefined) timers.clearTimeout(timer.handle)
    timer = { handle: timers.setTimeout(beginTurn, milliseconds), at: now() + milliseconds }
  }

  function beginTurn(): void {
    timer = undefined
    isNudged = false
    isLookedFor = false
    const begun = now()
    running = turn()
      .then(() => troubleIs(undefined, 0), failed)
      .catch(needs.fault)
      .finally(() => {
        running = undefined
        endedAt = now()
        if (adapter === undefined && needs.row() === undefined) needs.ended()
        else
          turnAfter(
            pauseAfterTurn(paces, {
              tookMs: now() - begun,
              failures,
              isNudged,
              isLookedFor,
              isAwaited: needs.isAwaited(),
            }),
          )
      })
  }

  async function turn(): Promise<void> {
    const row = needs.row()
    if (adapter !== undefined && adapter.createTime !== row?.createTime) await letGo(adapter.port)
    if (row === undefined) return
    const port = adapter?.port ?? open(row)
    if (generation < needs.generation()) await tell(port)
    let observed = await port.observe()
    if (observed.generation !== numbers.told) {
      if (observed.generation > numbers.told) numbers = numbersAbove(observed.generation, needs.generation())
      await tell(port)
      observed = await port.observe()
    }
    take(seeBalancer(row.accountId, observed, now()))
  }

  function open(row: LoadBalancer): LoadBalancerPort {
    const port = needs.balancerFor(row)
    if (port === undefined) throw new BalancerTrouble(`no balancers of the kind ${row.kind} are served here`, false)
    adapter = { port, createTime: row.createTime }
    return port
  }

  async function letGo(port: LoadBalancerPort): Promise<void> {
    await port.remove()
    adapter = undefined
    seen = undefined
    generation = -1
    numbers = freshNumbers()
  }

  async function tell(port: LoadBalancerPort): Promise<void> {
    const desired = needs.desired()
    if (desired === undefined) return
    const told = desired.generation + numbers.ahead
    await port.apply({ ...desired, generation: told })
    numbers = numbersAfterTelling(numbers, told)
  }

  function take(latest: Seen): void {
    const [change, before] = [changesBetween(seen, latest), generation]
    seen = latest
    generation = ourGeneration(numbers, latest.observed.generation)
    needs.seen(change, before)
  }

  /** Afterwards it is told anew, whatever it served before: it may have lost it. */
  function failed(error: unknown): void {
    const isTrouble = error instanceof BalancerTrouble
    if (!isTrouble) needs.fault(error)
    generation = -1
    const message = isTrouble ? error.message : 'its answer was not understood'
    troubleIs(message, isTrouble && !error.retryable ? manyFailures : Math.min(failures + 1, manyFailures))
  }

  function troubleIs(message: string | undefined, failed: number): void {
    const hasChanged = trouble !== message
    trouble = message
    failures = failed
    if (hasChanged) needs.troubleChanged()
  }

  return {
    nudge,
    look,
    get seen() {
      return seen
    },
    get trouble() {
      return trouble
    },
    get generation() {
      return generation
    },
    get adapter() {
      return adapter?.port
    },
    async stop() {
      isStopped = true
      if (timer !== undefined) timers.clearTimeout(timer.handle)
      await running
    },
  }
}
