/**
 * Which aggregates are in memory. Running deployments stay; groups, ended deployments and unknown ones rest in short lists and
 * leave them, the longest unused first. What is not here is loaded: snapshot, then the events after it; a snapshot that cannot be
 * read costs time only, for the events are all there.
 */
import { isTerminal, type DeploymentEvent, type GroupEvent } from '@sluice/model'
import type { AggregateKey, Snapshot, Store, StoredEvent } from '@sluice/store'
import type { Engine } from './engine-port.ts'
import type { Log } from './log.ts'
import { livingDeployment, livingGroup, type LivingDeployment, type LivingGroup, type Tally } from './living.ts'

export interface Residents {
  group(groupId: string): Promise<LivingGroup>
  deployment(deploymentId: string): Promise<LivingDeployment>
  /** Forgets the state in memory; the next use loads what is stored. */
  drop(key: AggregateKey): void
  /** After a tick: puts each deployment where it belongs, and cuts the lists of the resting. Never during one. */
  settle(deployments: Iterable<{ living: LivingDeployment; isRunning: boolean }>): void
  count(): { running: number; resting: number }
}

const mostRestingGroups = 500
/** Ended deployments may be large; they are kept for the last reports of their hosts only. */
const mostRestingDeployments = 32
const eventsAtOnce = 2000

export function createResidents<G, D>(engine: Engine<G, D>, store: Store, log: Log): Residents {
  const running = new Map<AggregateKey, LivingDeployment>()
  const resting = new Map<AggregateKey, LivingDeployment>()
  const groups = new Map<AggregateKey, LivingGroup>()

  return {
    group: async (groupId) => {
      const key: AggregateKey = `group:${groupId}`
      return toTheEnd(groups, groups.get(key) ?? (await loadGroup(key, groupId)))
    },
    deployment: async (deploymentId) => {
      const key: AggregateKey = `deployment:${deploymentId}`
      const found = running.get(key) ?? resting.get(key)
      if (found === undefined) return loadDeployment(key, deploymentId)
      return resting.has(key) ? toTheEnd(resting, found) : found
    },
    drop: (key) => {
      running.delete(key)
      resting.delete(key)
      groups.delete(key)
    },
    settle: (deployments) => {
      for (const { living, isRunning } of deployments) place(living, isRunning)
      cut(resting, mostRestingDeployments)
      cut(groups, mostRestingGroups)
    },
    count: () => ({ running: running.size, resting: resting.size + groups.size }),
  }

  function place(deployment: LivingDeployment, isRunning: boolean): LivingDeployment {
    const [there, elsewhere] = isRunning ? [running, resting] : [resting, running]
    elsewhere.delete(deployment.key)
    return toTheEnd(there, deployment)
  }

  async function loadGroup(key: AggregateKey, groupId: string): Promise<LivingGroup> {
    const group = await fromSnapshot(key, (snapshot) => livingGroup(engine, groupId, snapshot))
    await replayTail(key, group.tally, (events) => group.replay(events as GroupEvent[]))
    return group
  }

  async function loadDeployment(key: AggregateKey, deploymentId: string): Promise<LivingDeployment> {
    const deployment = await fromSnapshot(key, (snapshot) => livingDeployment(engine, deploymentId, snapshot))
    await replayTail(key, deployment.tally, (events) => deployment.replay(events as DeploymentEvent[]))
    return place(deployment, deployment.tally.count > 0 && !isTerminal(deployment.summary().status))
  }

  /** Or from nothing. */
  async function fromSnapshot<L>(key: AggregateKey, living: (snapshot?: Snapshot) => L): Promise<L> {
    const snapshot = await usableSnapshot(key)
    try {
      return living(snapshot)
    } catch (fault) {
      if (snapshot === undefined) throw fault
      log.error(`the snapshot of ${key} cannot be read; it is rebuilt from its events`, fault)
      return living()
    }
  }

  async function usableSnapshot(key: AggregateKey): Promise<Snapshot | undefined> {
    const snapshot = await store.loadSnapshot(key)
    return snapshot?.engineVersion === engine.version ? snapshot : undefined
  }

  /** The store parses each event by the kind of its aggregate: that is what lets the callers narrow them. */
  async function replayTail(key: AggregateKey, tally: Tally, replay: (events: StoredEvent[]) => void): Promise<void> {
    for (;;) {
      const events = await store.loadEvents(key, tally.count, eventsAtOnce)
      replay(events)
      if (events.length < eventsAtOnce) return
    }
  }
}

/** A map keeps the order of insertion: the first key is the longest unused. */
function toTheEnd<L extends { key: AggregateKey }>(list: Map<AggregateKey, L>, living: L): L {
  list.delete(living.key)
  list.set(living.key, living)
  return living
}

function cut<L>(list: Map<AggregateKey, L>, most: number): void {
  for (const key of list.keys()) {
    if (list.size <= most) return
    list.delete(key)
  }
}
