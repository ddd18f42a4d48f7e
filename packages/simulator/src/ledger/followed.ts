/** A deployment that is followed fact by fact: what is counted, what the engine's own state says beside it, and what watches it. */
import { deploymentAggregate, type DeploymentState } from '@sluice/engine'
import type { DeploymentEvent } from '@sluice/model'
import type { Commit } from '@sluice/store'
import { hold } from './broken.ts'
import { checkGoesOn } from './check-goes-on.ts'
import { checkOwed, newOutbox, type Outbox } from './check-owed.ts'
import { checkRows } from './check-rows.ts'
import { checkNothingWaits } from './check-start.ts'
import { checkWithdrawn, mustWithdraw } from './check-withdrawn.ts'
import { hasEnded, newRecord, type DeploymentRecord } from './deployment-record.ts'
import { takeFact } from './take-fact.ts'
import { watchClocks, type ClockWatch } from './watch-clocks.ts'
import { watchPeople, type PeopleWatch } from './watch-people.ts'
import { watchZones, type ZoneWatch } from './watch-zones.ts'

export interface Followed {
  record: DeploymentRecord
  state: DeploymentState
  outbox: Outbox
  clocks: ClockWatch
  people: PeopleWatch
  zones: ZoneWatch
  wakeAt: number | undefined
  /** When its last fact was decided: a wish that is made late is told at once. */
  lastAt: number
  /** Facts it had when it was looked at as a whole. */
  checkedAt: number
}

/** Looking at a whole fleet after every fact would cost its square: large ones are looked at now and then, and at their end. */
const large = { hosts: 100, facts: 1000 }

export function follow({ spec, fallback }: Extract<DeploymentEvent, { type: 'DeploymentCreated' }>): Followed {
  return {
    record: newRecord(spec, fallback),
    state: deploymentAggregate.empty(spec.deploymentId),
    outbox: newOutbox(),
    clocks: watchClocks(spec),
    people: watchPeople(spec),
    zones: watchZones(spec),
    checkedAt: 0,
    lastAt: 0,
    wakeAt: undefined,
  }
}

export function takeFollowed(one: Followed, event: DeploymentEvent): void {
  const withdrawn = mustWithdraw(one.record, event)
  if (event.type !== 'DeploymentCreated') takeFact(one.record, event)
  one.lastAt = event.at
  one.clocks.take(event)
  one.people.take(event)
  one.zones.take(event)
  deploymentAggregate.evolve(one.state, event)
  const reaction = deploymentAggregate.react(one.state, event)
  checkWithdrawn(withdrawn, reaction)
  one.outbox.take(reaction)
  one.wakeAt = reaction.wakeAt
}

/** Whether it is time to look at it as a whole. */
export function isDue(one: Followed): boolean {
  const { record } = one
  if (record.hosts.length > large.hosts && !hasEnded(record) && record.facts - one.checkedAt < large.facts) return false
  one.checkedAt = record.facts
  return true
}

/** After a commit with facts of it. */
export function checkFollowed(one: Followed, { deployments, targets }: Commit): void {
  const { record, state, outbox } = one
  const { deploymentId } = record.spec
  checkNothingWaits(record)
  checkGoesOn(record)
  checkOwed(record, state, outbox)
  one.clocks.checkWake(one.wakeAt)
  checkRows(
    record,
    deployments.find((row) => row.deploymentId === deploymentId),
    targets,
  )
}

/** When nothing is being decided; `dispatched` is what was sent in this life of the service. */
export function checkAwake(
  { outbox, record, checkedAt, lastAt, wakeAt }: Followed,
  now: number,
  dispatched: ReadonlySet<string>,
): void {
  const { deploymentId } = record.spec
  const isLate = Math.max(wakeAt ?? Infinity, lastAt) < now
  hold('alarms ring on time', !isLate, () => `${deploymentId} wanted to be woken at ${wakeAt}, now ${now}`)
  for (const id of record.facts === checkedAt ? outbox.open.keys() : [])
    hold('what is owed was dispatched', dispatched.has(id), () => `${id} is owed and was not sent in this life`)
}
