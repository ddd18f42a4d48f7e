/** The finished rows say what the facts say. */
import type { DeploymentSummary, DeploymentTarget } from '@sluice/model'
import { hold } from './broken.ts'
import type { DeploymentRecord, HostRecord } from './deployment-record.ts'

export function checkRows(
  record: DeploymentRecord,
  summary: DeploymentSummary | undefined,
  targets: readonly DeploymentTarget[],
): void {
  const { deploymentId } = record.spec
  hold('each commit has the rows of what it changed', summary !== undefined, () => deploymentId)
  const { status, deploymentOverview: overview, errorInformation } = summary
  hold(
    'rows equal a recount',
    status === record.status,
    () => `${deploymentId} is ${status}, by its facts ${record.status}`,
  )
  const counted = countOf(record.hosts)
  const given = keys.map((key) => overview[key]).join()
  hold('counts equal a recount', given === counted, () => `${deploymentId} counts ${given}, by its facts ${counted}`)
  hold(
    'rows equal a recount',
    errorInformation?.code === record.end?.error?.code,
    () => `${deploymentId}: ${errorInformation?.code}`,
  )
  hold('rows equal a recount', (summary.held !== undefined) === record.isHeld, () => `${deploymentId} held`)
  for (const target of targets) if (target.deploymentId === deploymentId) checkTarget(record, target)
}

export function checkTarget({ spec, hosts }: DeploymentRecord, target: DeploymentTarget): void {
  const host = hosts[target.index]
  const name = `${spec.deploymentId} ${target.targetId}`
  hold('rows equal a recount', host !== undefined && spec.targets[target.index] === target.targetId, () => name)
  hold(
    'rows equal a recount',
    host.status === target.status,
    () => `${name} is ${target.status}, by its facts ${host.status}`,
  )
  const events = target.lifecycleEvents.map(({ status }) => status).join()
  hold(
    'rows equal a recount',
    events === host.events.join(),
    () => `${name}: ${events}, by its facts ${host.events.join()}`,
  )
}

const keys = ['Pending', 'InProgress', 'Succeeded', 'Failed', 'Skipped', 'Ready'] as const

function countOf(hosts: readonly HostRecord[]): string {
  const counts = { Pending: 0, InProgress: 0, Succeeded: 0, Failed: 0, Skipped: 0, Ready: 0, Unknown: 0 }
  for (const { status } of hosts) counts[status] += 1
  return keys.map((key) => counts[key]).join()
}
