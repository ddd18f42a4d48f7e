/** The hosts of a group that are not on its last successful revision: from how each stands with the group, one bounded read. */
import type { DeploymentGroup, DeploymentSummary, GroupHostStanding } from '@sluice/model'
import type { Store } from '@sluice/store'
import type { DriftReason } from './contract.ts'

export interface Drift {
  instanceName: string
  reason: DriftReason
  revisionName?: string
}

export async function driftOf(
  store: Store,
  { deploymentGroupId }: DeploymentGroup,
  hosts: readonly string[],
  last: DeploymentSummary,
): Promise<Drift[]> {
  const rows = await store.listStandings(deploymentGroupId)
  const standings = new Map(rows.map((row) => [row.instanceName, row]))
  const takenPart = await takenPartIn(
    store,
    last,
    hosts.filter((name) => !standings.has(name)),
  )
  return hosts.flatMap((instanceName): Drift[] => {
    const standing = standings.get(instanceName)
    if (standing !== undefined) return driftFrom(standing)
    const status = takenPart.get(instanceName)
    // Succeeded there before it was kept how hosts stand.
    if (status === 'Succeeded') return []
    return [{ instanceName, reason: status === undefined ? 'appearedLater' : 'neverDeployed' }]
  })
}

function driftFrom({ instanceName, instanceHealth, revisionHealth, revisionName }: GroupHostStanding): Drift[] {
  if (revisionHealth === 'Current' && instanceHealth === 'Healthy') return []
  const reason = instanceHealth === 'Unhealthy' ? 'failedLastTime' : reasons[revisionHealth]
  return [{ instanceName, reason, ...(revisionName !== undefined && { revisionName }) }]
}

const reasons = { Current: 'failedLastTime', Old: 'olderRevision', Unknown: 'unknownRevision' } as const

/** As many single rows as cost less than a fleet. */
const rowsReadOneByOne = 200

/** How the last success ended on these hosts, as far as it was for them. */
async function takenPartIn(store: Store, { deploymentId }: DeploymentSummary, names: readonly string[]) {
  const rows =
    names.length > rowsReadOneByOne
      ? await store.listTargets(deploymentId)
      : await Promise.all(names.map((name) => store.getTarget(deploymentId, name)))
  return new Map(rows.flatMap((row) => (row === undefined ? [] : [[row.targetId, row.status] as const])))
}
