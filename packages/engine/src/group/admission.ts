/** What a group decides of a deployment that it admits: which hosts, in which order, and which are out of service already. */
import type { DeploymentSpec, HostResults, HostStanding, LastSuccessful, Narrowing } from '@sluice/model'
import { plannedOrder, type StandingOf } from '../host-order.ts'
import { narrowedSpec } from '../narrowing.ts'
import { zonesOver } from '../zone-waves.ts'
import { knownHosts, standingIn, takeResults, type GroupHosts } from './group-hosts.ts'

interface Known {
  readonly hosts: GroupHosts
  readonly lastSuccessful: LastSuccessful | undefined
}

/** `wanted.targets` are all hosts of the group. */
export function admitted(group: Known, wanted: DeploymentSpec, narrowing: Narrowing | undefined): DeploymentSpec {
  const spec = narrowedSpec(wanted, narrowing, knownHosts(group))
  const zones = wanted.zones && zonesOver(wanted.zones, wanted.targets, spec.targets)
  return ordered({ ...spec, ...(zones && { zones }) }, standingIn(group))
}

/**
 * A rollback in the same breath as the end that `results` are of. It repairs: hosts that never had anything come last, because there
 * is nothing to take back on them.
 */
export function repairedFirst(
  { hosts, lastSuccessful }: Known,
  results: HostResults | undefined,
  rollback: DeploymentSpec,
): DeploymentSpec {
  // Deciding writes nothing, so a copy takes them in.
  const then = { hosts: { ...hosts, records: new Map(hosts.records) }, lastSuccessful }
  if (results !== undefined) takeResults(then, results)
  const known = standingIn(then)
  return ordered(rollback, (name) => known(name) ?? nothingToRepair)
}

const nothingToRepair: HostStanding = { instanceHealth: 'Healthy', revisionHealth: 'Current' }

/** Those that failed last time come first, and serve nobody before it starts. */
export function ordered(spec: DeploymentSpec, standingOf: StandingOf): DeploymentSpec {
  const { outOfService: _, ...rest } = spec
  return { ...rest, ...plannedOrder(spec, standingOf) }
}
