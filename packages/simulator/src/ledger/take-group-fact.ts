/** Takes a fact into the record of its group, and breaks when it may not follow what was before it. */
import type { GroupEvent, HostResults, LastSuccessful } from '@sluice/model'
import { hold } from './broken.ts'
import { checkAdmitted } from './check-admitted.ts'
import { checkReleased } from './check-released.ts'
import { checkResults } from './check-results.ts'
import type { GroupRecord, RecordOf } from './group-record.ts'
import { takeResults } from './host-standing.ts'

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

interface Release {
  hosts?: HostResults | undefined
  lastSuccessful?: LastSuccessful | undefined
  forgetsLastSuccessful?: boolean | undefined
}

export function takeRelease(of: GroupRecord, { hosts, lastSuccessful, forgetsLastSuccessful }: Release): void {
  takeResults(of, hosts, lastSuccessful ?? (forgetsLastSuccessful ? undefined : of.lastSuccessful))
}
