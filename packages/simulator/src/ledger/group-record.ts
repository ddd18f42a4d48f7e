/** What is known of a group from its facts alone: who is active, what succeeded last, and how its hosts stand. */
import type { GroupEvent, HostResults, LastSuccessful } from '@sluice/model'
import { hold } from './broken.ts'
import { checkAdmitted } from './check-admitted.ts'
import { checkReleased } from './check-released.ts'
import { checkResults } from './check-results.ts'
import type { DeploymentRecord } from './deployment-record.ts'
import { newHostBook, takeResults, type HostBook } from './host-standing.ts'
import type { Wishes } from './wishes.ts'

export interface GroupRecord extends HostBook {
  active: string | undefined
  /** Ids in the order in which they were admitted. */
  admitted: string[]
  wishes: Wishes
}

export const newGroup = (): GroupRecord => ({
  ...newHostBook(),
  active: undefined,
  admitted: [],
  wishes: new Map(),
})

export type RecordOf = (deploymentId: string) => DeploymentRecord | undefined

/** After the facts of deployments in the same commit. */
export function takeGroupFact(of: GroupRecord, event: GroupEvent, recordOf: RecordOf): void {
  if (event.type === 'DeploymentAdmitted') admit(of, event, recordOf)
  else if (event.type === 'DeploymentReleased') release(of, event, recordOf)
  else if (event.type === 'NewHostsDiscarded' || event.type === 'HostsGone')
    for (const name of event.hosts) of.known.delete(name)
}

function admit(of: GroupRecord, event: Extract<GroupEvent, { type: 'DeploymentAdmitted' }>, recordOf: RecordOf): void {
  const { deploymentId } = event.spec
  hold('one active deployment a group', of.active === undefined, () => `${deploymentId} beside ${of.active}`)
  hold('admitted once', !of.admitted.includes(deploymentId), () => deploymentId)
  checkAdmitted(of, event, recordOf)
  of.active = deploymentId
  of.admitted.push(deploymentId)
}

function release(
  of: GroupRecord,
  event: Extract<GroupEvent, { type: 'DeploymentReleased' }>,
  recordOf: RecordOf,
): void {
  hold('only the active deployment is released', of.active === event.deploymentId, () => event.deploymentId)
  const record = recordOf(event.deploymentId)
  hold('what is released was created', record !== undefined, () => event.deploymentId)
  checkResults(record, event.hosts)
  checkReleased(of, record, event, recordOf)
  of.active = undefined
  takeRelease(of, event)
}

export interface Release {
  hosts?: HostResults | undefined
  lastSuccessful?: LastSuccessful | undefined
  forgetsLastSuccessful?: boolean | undefined
}

export function takeRelease(of: GroupRecord, { hosts, lastSuccessful, forgetsLastSuccessful }: Release): void {
  takeResults(of, hosts, lastSuccessful ?? (forgetsLastSuccessful ? undefined : of.lastSuccessful))
}
