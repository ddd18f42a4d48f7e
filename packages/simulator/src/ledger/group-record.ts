/** What is known of a group from its facts alone: who is active, what succeeded last, and how the last attempt on each host ended. */
import type { DeploymentSpec, GroupEvent, HostResults, LastSuccessful } from '@sluice/model'
import { hold } from './broken.ts'
import type { DeploymentRecord } from './deployment-record.ts'

export interface GroupRecord {
  active: string | undefined
  lastSuccessful: LastSuccessful | undefined
  /** Ids in the order in which they were admitted. */
  admitted: string[]
  /** Whether the last attempt on a host went well. */
  tried: Map<string, boolean>
}

export const newGroup = (): GroupRecord => ({
  active: undefined,
  lastSuccessful: undefined,
  admitted: [],
  tried: new Map(),
})

export function takeGroupFact(of: GroupRecord, event: GroupEvent): void {
  if (event.type === 'DeploymentAdmitted') admit(of, event.spec)
  else if (event.type === 'DeploymentReleased') release(of, event)
}

function admit(of: GroupRecord, spec: DeploymentSpec): void {
  const { deploymentId } = spec
  hold('one active deployment a group', of.active === undefined, () => `${deploymentId} beside ${of.active}`)
  hold('admitted once', !of.admitted.includes(deploymentId), () => deploymentId)
  if (spec.blueGreen === undefined) checkOrder(of, spec)
  of.active = deploymentId
  of.admitted.push(deploymentId)
}

function release(of: GroupRecord, event: Extract<GroupEvent, { type: 'DeploymentReleased' }>): void {
  hold('only the active deployment is released', of.active === event.deploymentId, () => event.deploymentId)
  of.active = undefined
  takeResults(of, event.hosts)
  if (event.lastSuccessful !== undefined) of.lastSuccessful = event.lastSuccessful
  if (event.forgetsLastSuccessful) of.lastSuccessful = undefined
}

export function takeResults({ tried }: GroupRecord, hosts: HostResults | undefined): void {
  for (const name of hosts?.succeeded ?? []) tried.set(name, true)
  for (const name of hosts?.failed ?? []) tried.set(name, false)
  for (const name of hosts?.gone ?? []) tried.delete(name)
}

/** In each zone the hosts that failed last time come first, and those serve nobody before it begins. Source: facts section 3.2. */
function checkOrder({ tried }: GroupRecord, { deploymentId, targets, outOfService = [], zones }: DeploymentSpec): void {
  const failed = [...targets.keys()].filter((host) => tried.get(targets[host] ?? '') === false)
  const told = outOfService.join()
  hold(
    'hosts that failed before are out of service',
    failed.join() === told,
    () => `${deploymentId}: ${told}, by the facts ${failed.join()}`,
  )
  let next = 0
  for (const { hosts } of zones?.zones ?? [{ hosts: targets.length }]) {
    const mine = failed.filter((host) => host >= next && host < next + hosts)
    const areFirst = mine.every((host, place) => host === next + place)
    hold('hosts that failed before come first', areFirst, () => `${deploymentId}: ${mine.join()} from ${next} on`)
    next += hosts
  }
}

/** In place: what the group is told of its hosts is what became of them. */
export function checkResults({ spec, hosts }: DeploymentRecord, told: HostResults | undefined): void {
  if (spec.blueGreen !== undefined) return
  const names = (isAmong: (host: DeploymentRecord['hosts'][number]) => boolean) =>
    spec.targets.filter((_, place) => hosts[place] !== undefined && isAmong(hosts[place])).join()
  const succeeded = names(({ status }) => status === 'Succeeded')
  const failed = names(({ status, granted }) => status === 'Failed' || (status === 'Skipped' && granted.length > 0))
  const given = `${told?.succeeded.join() ?? ''} / ${told?.failed.toSorted().join() ?? ''}`
  const counted = `${succeeded} / ${failed.split(',').toSorted().join()}`
  hold(
    'a group knows how its hosts stand',
    given === counted,
    () => `${spec.deploymentId}: ${given}, by the facts ${counted}`,
  )
}
