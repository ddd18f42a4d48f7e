/**
 * Which hosts drift: they are not on the last successful revision of their group, by how each stands with it. Those on which a
 * running deployment has begun are neither here nor there: they drift or do not once it has ended.
 */
import type { DeploymentSummary, GroupHostStanding } from '@sluice/model'
import type { Store } from '@sluice/store'
import type { GroupStandings } from '../../queries/host-standings.ts'
import { sameHosts } from '../../queries/same-host.ts'
import type { DriftReason } from './contract.ts'

export interface Drift {
  instanceName: string
  reason: DriftReason
  revisionName?: string
}

interface GroupNow {
  /** Where nothing ever succeeded there is nothing to drift from. */
  last: DeploymentSummary | undefined
  standingOf: GroupStandings
  begun: ReadonlySet<string>
}

export async function driftOf(
  store: Store,
  hosts: readonly string[],
  { last, standingOf, begun }: GroupNow,
): Promise<Drift[]> {
  if (last === undefined) return []
  const left = hosts.filter((name) => !begun.has(name))
  const unknown = left.filter((name) => standingOf(name) === undefined)
  const takenPart = await takenPartIn(store, last, unknown)
  const isSame = await sameHosts(store, last, [...takenPart.keys()])
  return left.flatMap((instanceName): Drift[] => {
    const standing = standingOf(instanceName)
    if (standing !== undefined) return driftFrom(standing)
    const status = isSame(instanceName, last) ? takenPart.get(instanceName) : undefined
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
async function takenPartIn(
  store: Pick<Store, 'listTargets' | 'getTarget'>,
  { deploymentId }: DeploymentSummary,
  names: readonly string[],
) {
  const rows =
    names.length > rowsReadOneByOne
      ? await store.listTargets(deploymentId)
      : await Promise.all(names.map((name) => store.getTarget(deploymentId, name)))
  return new Map(rows.flatMap((row) => (row === undefined ? [] : [[row.targetId, row.status] as const])))
}
