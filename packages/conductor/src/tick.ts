/**
 * What one tick decides, before any of it is stored: events by aggregate, and what they put in flight. Signals that events send
 * to the other aggregate of their group are decided here too, so that `Failed` and its rollback are one commit.
 */
import {
  assertNever,
  isRefusal,
  type AuditEntry,
  type Command,
  type DeploymentEvent,
  type DeploymentSignal,
  type GroupEvent,
  type HostStandingChange,
  type Refusal,
  type Signal,
} from '@sluice/model'
import type { Reaction } from '@sluice/engine'
import type { AggregateKey, DirectoryChange, IdempotentAnswer, Rename, StoredEvent } from '@sluice/store'
import { comingOf, LeaveOut, type Following } from './following.ts'
import type { Living, LivingDeployment, LivingGroup } from './living.ts'
import type { Log } from './log.ts'
import type { Residents } from './residents.ts'

export interface Touched {
  living: LivingGroup | LivingDeployment
  /** Events it had before the tick. */
  after: number
  events: StoredEvent[]
  /** Places of the targets whose rows changed. */
  targets: Set<number>
}

export interface Tick {
  readonly now: number
  readonly touched: Map<AggregateKey, Touched>
  /** By kind and id: what is put in flight twice in one tick is sent once. */
  readonly commands: Map<string, Command>
  /** By wake name. Undefined: needs no waking any more. */
  readonly wakes: Map<string, number | undefined>
  readonly directory: DirectoryChange[]
  readonly renames: Rename[]
  readonly standings: HostStandingChange[]
  readonly answers: Map<string, IdempotentAnswer>
  readonly audit: AuditEntry[]
  /** What could not be done when this was decided before. */
  readonly leftOut: ReadonlySet<string>
  /** How many events were taken in so far; a fault after the first of an entry spoils the tick. */
  taken(): number
  /** The events of the aggregate that was addressed, or its refusal (then nothing changed). Throws `LeaveOut` too. */
  decide(signal: Signal): Promise<StoredEvent[] | Refusal>
  /** Puts in flight what the state says should be: after a restart, and when a ring led to nothing. */
  owe(signal: DeploymentSignal): Promise<Reaction>
  /** Forgets everything that was decided; the aggregates are loaded anew. */
  abandon(): void
}

/** The name under which a deployment is woken: what a `tick` signal needs. */
export const wakeName = (groupId: string, deploymentId: string): string => `${groupId}/${deploymentId}`

/** What a fact about a group changes beside it, in its own commit; answers what others are told of that. */
export type Aftermath = (tick: Tick, groupId: string, fact: GroupEvent) => Promise<Following[]>

interface Needs {
  residents: Residents
  log: Log
  aftermath: Aftermath
}

export function createTick(
  { residents, log, aftermath }: Needs,
  now: number,
  leftOut: ReadonlySet<string> = new Set(),
): Tick {
  let taken = 0
  const touched = new Map<AggregateKey, Touched>()
  const commands = new Map<string, Command>()
  const wakes = new Map<string, number | undefined>()
  const standings: HostStandingChange[] = []

  const tick: Tick = {
    now,
    touched,
    commands,
    wakes,
    directory: [],
    renames: [],
    standings,
    answers: new Map(),
    audit: [],
    leftOut,
    taken: () => taken,
    decide,
    owe: async (signal) => {
      const deployment = await residents.deployment(signal.deploymentId)
      const owed = deployment.owed(now)
      putInFlight(owed)
      wakes.set(wakeName(signal.groupId, signal.deploymentId), owed.wakeAt)
      return owed
    },
    abandon: () => {
      for (const key of touched.keys()) residents.drop(key)
      touched.clear()
      commands.clear()
      wakes.clear()
      standings.length = 0
      tick.directory.length = 0
      tick.audit.length = 0
    },
  }
  return tick

  async function decide(signal: Signal): Promise<StoredEvent[] | Refusal> {
    const follow: Following[] = []
    const decided = await decideOne(signal, follow)
    for (let next = follow.shift(); next !== undefined; next = follow.shift()) follow.push(...(await decideNext(next)))
    return decided
  }

  async function decideNext(next: Following): Promise<readonly Following[]> {
    const follow: Following[] = []
    try {
      const answer = await decideOne(next.signal, follow)
      if (isRefusal(answer))
        log.warn('a signal between aggregates was refused', { signal: next.signal.kind, code: answer.code })
    } catch (fault) {
      throw next.leaveOut === undefined ? fault : new LeaveOut(next.leaveOut, fault)
    }
    return comingOf(next, follow)
  }

  async function decideOne(signal: Signal, follow: Following[]): Promise<StoredEvent[] | Refusal> {
    switch (signal.to) {
      case 'group': {
        const group = await residents.group(signal.groupId)
        const events = takeIn(group, signal, follow, undefined, (event) => {
          for (const change of group.standingChanges(event)) standings.push(change)
        })
        if (!isRefusal(events))
          for (const event of events) follow.push(...(await aftermath(tick, signal.groupId, event)))
        return events
      }
      case 'deployment': {
        const deployment = await residents.deployment(signal.deploymentId)
        const events = takeIn(deployment, signal, follow, wakeName(signal.groupId, signal.deploymentId))
        if (!isRefusal(events)) noteTargets(deployment, events)
        return events
      }
      default:
        return assertNever(signal, 'signal')
    }
  }

  function takeIn<Sig, Event extends StoredEvent>(
    living: Living<Sig, Event> & (LivingGroup | LivingDeployment),
    signal: Sig,
    follow: Following[],
    wake?: string,
    justAfter?: (event: Event) => void,
  ): Event[] | Refusal {
    const events = living.decide(signal, now)
    if (isRefusal(events)) return events
    for (const event of events) {
      taken += 1
      note(living, event)
      const reaction = living.take(event)
      justAfter?.(event)
      putInFlight(reaction)
      for (const one of reaction.signals) follow.push({ signal: one })
      if (wake !== undefined) wakes.set(wake, reaction.wakeAt)
    }
    return events
  }

  /** Before the event is taken in: `after` is what the store must have. */
  function note(living: LivingGroup | LivingDeployment, event: StoredEvent): void {
    const entry = touched.get(living.key) ?? { living, after: living.tally.count, events: [], targets: new Set() }
    touched.set(living.key, entry)
    entry.events.push(event)
  }

  function noteTargets(deployment: LivingDeployment, events: DeploymentEvent[]): void {
    const targets = touched.get(deployment.key)?.targets
    for (const event of events) for (const index of deployment.touchedTargets(event)) targets?.add(index)
  }

  function putInFlight(reaction: Reaction): void {
    for (const command of reaction.commands) commands.set(`${command.kind} ${command.id}`, command)
  }
}
