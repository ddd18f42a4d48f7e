/** A deployment ends as its facts say, with nothing left over. */
import type { DeploymentEvent } from '@sluice/model'
import { hold } from './broken.ts'
import { isZoneShort } from './check-zone.ts'
import type { DeploymentRecord } from './deployment-record.ts'

type End = Extract<DeploymentEvent, { type: 'DeploymentEnded' }>

export function checkEnd(record: DeploymentRecord, end: End): void {
  const { spec, hosts, retiring, ready, provisioning, termination } = record
  const id = spec.deploymentId
  const open = hosts.filter(({ status }) => status === 'Pending' || status === 'InProgress' || status === 'Ready')
  hold('nothing is pending after the end', open.length === 0, () => `${id} ends with ${open.length} open hosts`)
  const isWaiting = retiring !== undefined || ready || provisioning || termination
  hold('nothing is pending after the end', !isWaiting, () => `${id} ends while it waits for something`)
  const hasError = end.error !== undefined
  hold(
    'an end says why',
    hasError === (end.status !== 'Succeeded'),
    () => `${id} ends ${end.status}, error: ${end.error?.code}`,
  )
  hold(
    'the end follows from what happened',
    end.status === expectedStatus(record),
    () => `${id} ends ${end.status}, expected ${expectedStatus(record)}`,
  )
  checkRollback(record, end)
}

function expectedStatus(record: DeploymentRecord): End['status'] {
  const { status, stop, ending, stage } = record
  if (status === 'Created') return 'Failed'
  if (ending !== undefined) return ending.code === 'MANUAL_STOP' ? 'Stopped' : 'Failed'
  if (stop !== undefined) return 'Stopped'
  const hasAll = stage.pending === 0 && stage.skipped === 0 && !isZoneShort(record)
  return hasAll && stage.succeeded >= Math.max(1, stage.minimum) ? 'Succeeded' : 'Failed'
}

/** In place: the last good revision, when that was asked for, something was changed and there is one. */
function checkRollback(record: DeploymentRecord, { status, rollback }: End): void {
  const { spec, stop, fallback, touched } = record
  const goesBack = rollback?.deploymentId !== undefined
  if (status === 'Succeeded')
    return hold('rollbacks as configured', rollback === undefined, () => `${spec.deploymentId} succeeded`)
  if (spec.blueGreen !== undefined) return
  const { enabled = false, events = [] } = spec.autoRollbackConfiguration ?? {}
  const event = status === 'Failed' ? 'DEPLOYMENT_FAILURE' : 'DEPLOYMENT_STOP_ON_REQUEST'
  const isAsked = stop?.rollBack === true
  const isWanted = isAsked || (enabled && events.includes(event))
  const mayFollow = spec.rollbackOf === undefined || (isAsked && spec.rollbackDeploymentId !== spec.deploymentId)
  const isDue = isWanted && mayFollow && fallback !== undefined && touched > 0
  hold(
    'rollbacks as configured',
    goesBack === isDue,
    () => `${spec.deploymentId} ${goesBack ? 'goes back' : 'does not go back'}`,
  )
}
