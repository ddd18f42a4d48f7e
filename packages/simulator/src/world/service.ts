/**
 * The service over its lives: the production conductor on the one store, with everything that lives in its process. A death
 * leaves the store, the hosts and whoever waited for an answer; the next life starts from the store alone.
 */
import {
  CommitFailed,
  createConductor,
  retryAfterMilliseconds,
  type CommandSink,
  type Conductor,
  type Decided,
  type WrittenBy,
} from '@sluice/conductor'
import type { Command, Refusal, Signal } from '@sluice/model'
import type { Step } from '../scenario/scenario.ts'
import { StoreBroke } from '@sluice/store/failing-store'
import { crashPoints } from './crash-points.ts'
import { Gone, type Life } from './life.ts'
import { followsIn } from './directory.ts'
import { createHub, type Hub } from './hub.ts'
import { timersOf } from './time.ts'
import { createProvisioner } from './provisioner.ts'
import { createTraffic } from './traffic.ts'
import type { World } from './world.ts'

export interface Service {
  /** Undefined while it is down. */
  hub(): Hub | undefined
  start(): void
  /** Until everything that was said to it is decided, or it is dead. */
  settle(): Promise<void>
}

type CrashStep = Extract<Step, { kind: 'serviceCrash' }>

export function createService(world: World, connected: (hub: Hub) => void): Service {
  const { time, store, ledger, history, scenario } = world
  /** Where the clock was set back, nobody can say when the retry comes. */
  const isClockSet = scenario.steps.some(({ kind }) => kind === 'clockJump')
  let lives = 0
  let commits = 0
  let current: { conductor: Conductor; hub: Hub; died: Promise<void>; starting: Promise<void> } | undefined

  function start(): void {
    lives += 1
    const number = lives
    let alive = true
    /** When the last commit that failed has been looked at again. */
    let retried = -1
    let announceDeath = (): void => undefined
    const died = new Promise<void>((resolve) => (announceDeath = resolve))
    const waiting = new Set<(why: Error) => void>()
    const isAlive = () => alive

    const die = (why: string, downMilliseconds: number): void => {
      if (!alive) return
      alive = false
      current = undefined
      ledger.unsureUntil = Infinity
      history.note(time.elapsed(), `the service dies ${why}`)
      announceDeath()
      hub.close()
      for (const tell of waiting) tell(new Gone())
      waiting.clear()
      time.after(downMilliseconds, start)
    }
    const crash = (step: CrashStep): void => die(`(commit ${step.commit}, ${step.boundary})`, step.downMilliseconds)

    const points = crashPoints({
      store,
      steps: scenario.steps,
      commitsBefore: commits,
      isAlive,
      die: crash,
      kept: (commit) => ledger.take(commit),
      count: () => (commits += 1),
      failed: () => {
        history.note(time.elapsed(), `commit ${commits} fails`)
        retried = isClockSet ? Infinity : time.elapsed() + retryAfterMilliseconds
        ledger.unsureUntil = Math.max(ledger.unsureUntil, retried)
      },
    })
    const sink: CommandSink = {
      dispatch(commands) {
        if (!alive) return
        const step = points.crash()
        const isLast = step?.boundary === 'dispatching'
        const told = isLast ? commands.slice(0, step.commit % (commands.length + 1)) : commands
        told.forEach(route)
        if (isLast) crash(step)
      },
    }
    const conductor = createConductor({
      store: points.store,
      clock: { now: time.wall },
      timers: timersOf(time, isAlive),
      stopwatch: { now: () => 0 },
      sink,
      follows: followsIn(world),
      log: {
        warn: (message, detail) => ledger.complain(message, detail),
        error: (message, cause) => complain(message, cause),
      },
    })
    conductor.onCommitted(({ seq }) => {
      if (!alive) return
      ledger.published(seq)
      const step = points.crash()
      if (step?.boundary === 'published') crash(step)
    })
    /** Commits that failed as asked are no fault; two writers are. */
    function complain(message: string, cause: unknown): void {
      if (!alive || (cause instanceof CommitFailed && cause.cause instanceof StoreBroke)) return
      ledger.fault(new Error(`${message}: ${String(cause)}`, { cause }))
    }
    function faultless<Answer>(answer: Promise<Answer>): Promise<Answer> {
      answer.catch((error: unknown) => {
        if (!(error instanceof CommitFailed)) ledger.fault(error)
      })
      return answer
    }
    /** Whoever waits outside is told of a death. */
    function untilDeath<Answer>(answer: Promise<Answer>): Promise<Answer> {
      return new Promise((resolve, reject) => {
        waiting.add(reject)
        answer.then(
          (value) => waiting.delete(reject) && resolve(value),
          (error: Error) => waiting.delete(reject) && reject(error),
        )
      })
    }
    const submit = (signal: Signal, by?: WrittenBy): Promise<Decided | Refusal> =>
      faultless(conductor.submit(signal, by))
    const life: Life = {
      number,
      isAlive,
      submit,
      ask: (signal, by) => untilDeath(submit(signal, by)),
      change: (change) => untilDeath(faultless(conductor.change(change))),
    }
    const hub = createHub(world, life)
    const traffic = createTraffic(world, life)
    const provisioner = createProvisioner(world, life)

    function route(command: Command): void {
      ledger.dispatched(command)
      if (command.kind === 'withdraw') {
        traffic.withdraw(command.id)
        hub.withdraw(command)
      } else if (command.kind === 'runLifecycleEvent') {
        if (command.event === 'AllowTraffic' || command.event === 'BlockTraffic') traffic.run(command)
        else hub.offer(command)
      } else provisioner.take(command)
    }

    if (lives > 1) history.note(time.elapsed(), `the service starts again, life ${number}`)
    ledger.newLife()
    const starting = conductor.start().then(
      () => {
        if (!alive) return
        ledger.unsureUntil = retried
        connected(hub)
      },
      (error: Error) => die(`at its start: ${error.message}`, 1000),
    )
    current = { conductor, hub, died, starting }
  }

  return {
    hub: () => current?.hub,
    start,
    async settle() {
      const life = current
      if (life === undefined) return
      await Promise.race([life.starting.then(() => life.conductor.idle()), life.died])
    },
  }
}
