/**
 * What becomes of hosts that were new to the group when its first deployment to them fails: CodeDeploy's ABANDON of a launch. A
 * host of which the group has a record may serve users: it is never meant. Source: facts section 12.3; ADR 9.
 */
import type { DeploymentEnding, GroupEvent, GroupSignal } from '@sluice/model'
import type { GroupHosts } from './group-hosts.ts'

interface Group {
  readonly hosts: GroupHosts
}

/**
 * On the records from before this end: those that it tried, and that never had anything of this group. Whoever stops a deployment
 * looks at it, and decides about its hosts too.
 */
export function hostsToDiscard({ hosts }: Group, { spec, status, hosts: results }: DeploymentEnding): string[] {
  if (spec.failedNewHosts !== 'discard' || status === 'Stopped') return []
  return (results?.failed ?? []).filter((name) => !hosts.records.has(name))
}

type Done = Extract<GroupSignal, { kind: 'newHostsDiscarded' }>

/** It was done in this very commit. Told once more it is no news: of hosts that were discarded, nothing is known any more. */
export function decideDiscarded({ hosts: { records } }: Group, done: Done, at: number): GroupEvent[] {
  const { deploymentId, by, hosts, kept } = done
  if (hosts.length > 0 && !hosts.some((name) => records.has(name))) return []
  return [{ v: 1, at, type: 'NewHostsDiscarded', deploymentId, by, hosts, kept }]
}

/** Should a host of such a name come again, it is new. */
export function forgetDiscarded({ hosts: { records } }: Group, names: readonly string[]): void {
  for (const name of names) records.delete(name)
}
