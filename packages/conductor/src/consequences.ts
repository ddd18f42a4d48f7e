/**
 * What a fact about a group changes in the directory, such as a host that its policy takes out. It is part of the commit of the
 * fact: a death in between loses neither without the other, so nothing is owed and nothing is done twice.
 */
import type { DeploymentSpec, GroupEvent, Signal } from '@sluice/model'
import type { DirectoryChange, Store } from '@sluice/store'
import type { WrittenBy } from './door.ts'
import type { Following } from './following.ts'
import type { Log } from './log.ts'
import type { Aftermath, Tick } from './tick.ts'
import { noteDone } from './written-by.ts'

export interface Consequence {
  changes: DirectoryChange[]
  /** A line in the audit for each thing that was done. */
  by: WrittenBy[]
  /** Who is told of it. */
  signals: Signal[]
}

/**
 * What the store does not show yet: `pending` is what this commit changes already, `starting` what was admitted in it. Undefined when
 * nothing follows.
 */
export type Consequences = (
  store: Store,
  groupId: string,
  fact: GroupEvent,
  pending: readonly DirectoryChange[],
  starting: () => readonly DeploymentSpec[],
) => Promise<Consequence | undefined>

interface Needs {
  store: Store
  log: Log
  consequences: Consequences | undefined
  signalsOfChange(changes: readonly DirectoryChange[]): Promise<Signal[]>
}

/**
 * No fault of it keeps the end of a deployment back: when it cannot be found out, or what it says of its own group cannot be done,
 * nothing follows; another group that cannot be told does not hear of it.
 */
export function aftermathOf({ store, log, consequences, signalsOfChange }: Needs): Aftermath {
  return async (tick, groupId, fact) => {
    let consequence: Consequence | undefined
    try {
      consequence = await consequences?.(store, groupId, fact, tick.directory, () => admittedIn(tick))
    } catch (fault) {
      log.error(`what should follow ${fact.type} could not be found out, and does not`, fault)
    }
    if (consequence === undefined) return []
    const leaveOut = JSON.stringify([groupId, fact])
    if (tick.leftOut.has(leaveOut)) return []
    const { changes, by, signals } = consequence
    tick.directory.push(...changes)
    for (const one of by) noteDone(tick, one, {})
    const told = (await signalsOfChange(changes)).map(apart).filter((one) => !tick.leftOut.has(one.leaveOut))
    return [...signals.map((signal) => ({ signal, leaveOut })), ...told]
  }
}

function admittedIn({ touched }: Tick): DeploymentSpec[] {
  const events = [...touched].flatMap(([key, one]) => (key.startsWith('group:') ? one.events : []))
  return events.flatMap((event) => (event.type === 'DeploymentAdmitted' ? event.spec : []))
}

const apart = (signal: Signal): Required<Following> => ({ signal, leaveOut: JSON.stringify(signal) })
