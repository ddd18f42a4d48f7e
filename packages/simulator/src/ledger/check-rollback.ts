/**
 * A rollback that follows an end by itself: the one that was promised, of the revision that succeeded before, to the same hosts; in
 * blue/green users go back to the originals. It is in a hurry and ignores zones. Source: facts section 6.3, ADR 5.
 */
import type { DeploymentSpec } from '@sluice/model'
import { isDeepStrictEqual } from 'node:util'
import { hold } from './broken.ts'
import type { DeploymentRecord } from './deployment-record.ts'
import type { GroupRecord } from './group-record.ts'
import { inOrder } from './host-standing.ts'

export function checkRollbackAdmitted(of: GroupRecord, spec: DeploymentSpec, root: DeploymentRecord): void {
  const { deploymentId, revision, fileExistsBehavior } = spec
  const isPromised = root.end?.rollback?.deploymentId === deploymentId
  hold('a rollback follows the end that promised it', isPromised, () => `${deploymentId} of ${root.spec.deploymentId}`)
  // Users that go back to originals of which nothing is known are on no revision that could be named.
  const good = root.fallback ?? (spec.blueGreen && root.spec)
  hold(
    'a rollback installs what succeeded before',
    good !== undefined && isDeepStrictEqual(revision, good.revision) && fileExistsBehavior === good.fileExistsBehavior,
    () => `${deploymentId}: ${revision.name}, by the facts ${good?.revision.name}`,
  )
  const { targets, narrowed } = expectedOf(of, spec, root)
  const isSame = isDeepStrictEqual(spec.targets, targets) && isDeepStrictEqual(spec.narrowed, narrowed)
  hold(
    'a rollback goes to the same hosts, changed ones first',
    isSame && spec.zones === undefined,
    () => `${deploymentId}: ${spec.targets.join()}, by the facts ${targets.join()}`,
  )
  const { minimumHealthyHosts, deploymentStyle, clocks } = root.spec
  const kept = { minimumHealthyHosts, deploymentStyle, clocks }
  const has = {
    minimumHealthyHosts: spec.minimumHealthyHosts,
    deploymentStyle: spec.deploymentStyle,
    clocks: spec.clocks,
  }
  hold('a rollback keeps to the settings', isDeepStrictEqual(has, kept), () => deploymentId)
}

function expectedOf(
  of: GroupRecord,
  { blueGreen }: DeploymentSpec,
  root: DeploymentRecord,
): Pick<DeploymentSpec, 'targets' | 'narrowed'> {
  const { targets, narrowed } = root.spec
  if (blueGreen !== undefined) {
    const receiving = root.spec.blueGreen?.receiving ?? 0
    return { targets: [...targets.slice(receiving), ...targets.slice(0, receiving)], narrowed }
  }
  const first = targets.toSorted((one, other) => changeOf(root, one) - changeOf(root, other))
  return {
    targets: inOrder(of, first, { isRepair: true }),
    // Those that took no part stay on what the group had.
    narrowed: narrowed && { ...narrowed, othersRunIt: false },
  }
}

/** Failed, left part-way, updated, untouched. */
function changeOf({ hosts, places }: DeploymentRecord, name: string): number {
  const host = hosts[places.get(name) ?? -1]
  if (host?.status === 'Failed') return 0
  if (host?.status === 'Succeeded') return 2
  return (host?.granted.length ?? 0) > 0 ? 1 : 3
}
