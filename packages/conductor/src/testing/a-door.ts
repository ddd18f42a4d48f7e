/** A conductor over a store with everything it told noted down, for tests. */
import { isRefusal, type Command, type DeploymentSignal, type GroupSignal, type Refusal } from '@sluice/model'
import { openMemoryStore, type Store } from '@sluice/store'
import { aDeploymentSpec, movableClock, testGroupId, type MovableClock } from '@sluice/testkit'
import { createConductorOf } from '../conductor.ts'
import type { Consequences } from '../consequences.ts'
import type { Committed, Conductor, WrittenBy } from '../door.ts'
import type { Engine } from '../engine-port.ts'
import type { Follows } from '../told-groups.ts'
import { countingEngine } from './counting-engine.ts'
import { handTimers } from './hand-timers.ts'

export interface Door {
  conductor: Conductor
  store: Store
  clock: MovableClock
  committed: Committed[]
  dispatched: Command[]
  /** Messages of faults. */
  complaints: string[]
  /** Moves the clock, lets due timers ring, and waits until everything is decided. */
  pass(milliseconds: number): Promise<void>
}

export function openDoor(store: Store = openMemoryStore(), clock: MovableClock = movableClock()): Door {
  return openDoorWith(countingEngine, store, clock)
}

export function openDoorThatTells(follows: Follows): Door {
  return openDoorWith(countingEngine, openMemoryStore(), movableClock(), follows)
}

export function openDoorThatChanges(consequences: Consequences, store: Store = openMemoryStore()): Door {
  return openDoorWith(countingEngine, store, movableClock(), undefined, consequences)
}

export function openDoorWith<G, D>(
  engine: Engine<G, D>,
  store: Store,
  clock: MovableClock,
  follows?: Follows,
  consequences?: Consequences,
): Door {
  const committed: Committed[] = []
  const dispatched: Command[] = []
  const complaints: string[] = []
  const timers = handTimers(clock)
  const conductor = createConductorOf(engine, {
    store,
    clock,
    timers,
    // No tick ends because the machine is slow: what is sent together is decided together.
    stopwatch: clock,
    sink: { dispatch: (commands) => dispatched.push(...commands) },
    ...(follows && { follows }),
    ...(consequences && { consequences }),
    log: { warn: (message) => complaints.push(message), error: (message) => complaints.push(message) },
  })
  conductor.onCommitted((one) => committed.push(one))
  const pass = async (milliseconds: number) => {
    clock.advance(milliseconds)
    do {
      timers.ringDue()
      await conductor.idle()
    } while (timers.isDue())
  }
  return { conductor, store, clock, committed, dispatched, complaints, pass }
}

export const deploymentId = 'd-AAAAAAAA1'
export const rollbackDeploymentId = 'd-RRRRRRRR1'

export const createSignal = (id: string = deploymentId, groupId: string = testGroupId): GroupSignal => ({
  to: 'group',
  groupId,
  kind: 'createDeployment',
  spec: aDeploymentSpec({ deploymentId: id, deploymentGroupId: groupId }),
})

export const hold = (by = 'Dana', id: string = deploymentId): DeploymentSignal => ({
  to: 'deployment',
  groupId: testGroupId,
  deploymentId: id,
  kind: 'hold',
  by,
})

export const stop = (id: string = deploymentId): DeploymentSignal => ({
  to: 'deployment',
  groupId: testGroupId,
  deploymentId: id,
  kind: 'stop',
  by: 'Dana',
  rollBack: true,
})

export const byDana = (part: Partial<WrittenBy> = {}): WrittenBy => ({
  actor: { kind: 'user', accountId: '000000000001', userId: 'dana', name: 'Dana', role: 'deployer' },
  action: 'holdDeployment',
  resource: `deployment:${deploymentId}`,
  requestId: 'r-1',
  ...part,
})

/** A test that expects no refusal says so here. */
export function unrefused<T>(answer: T | Refusal): T {
  if (isRefusal(answer)) throw new Error(`refused: ${answer.code} ${answer.message}`)
  return answer
}
