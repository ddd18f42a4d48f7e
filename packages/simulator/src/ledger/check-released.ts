/** What the end of a deployment means for its group: which revision is the last successful one from then on. */
import type { GroupEvent, LastSuccessful } from '@sluice/model'
import { isDeepStrictEqual } from 'node:util'
import { hold } from './broken.ts'
import type { DeploymentRecord } from './deployment-record.ts'
import type { GroupRecord, RecordOf } from './group-record.ts'
import { runs } from './host-standing.ts'
import { wishOf } from './wishes.ts'

export type Released = Extract<GroupEvent, { type: 'DeploymentReleased' }>

/** Before the group takes it in. */
export function checkReleased(of: GroupRecord, record: DeploymentRecord, event: Released, recordOf: RecordOf): void {
  const { spec, status } = record
  const { lastSuccessful, forgetsLastSuccessful = false } = event
  hold('a group knows how it ended', event.status === status, () => `${spec.deploymentId} is ${status}`)
  const serves = isServing(record)
  const isKnown = isKnownRevision(record, recordOf)
  const counted = serves && isKnown && isWhole(of, record) ? asLastSuccessful(record) : undefined
  hold(
    'what serves the whole group is the last successful',
    isDeepStrictEqual(lastSuccessful, counted),
    () => `${spec.deploymentId}: ${told(lastSuccessful)}, by the facts ${told(counted)}`,
  )
  const mustForget = serves && !isKnown && of.lastSuccessful !== undefined
  hold('users on what nobody knows', forgetsLastSuccessful === mustForget, () => spec.deploymentId)
}

/** Users that were moved stay there, unless they go back at once. */
function isServing({ status, trafficMoved, end }: DeploymentRecord): boolean {
  return status === 'Succeeded' || (trafficMoved && end?.rollback?.deploymentId === undefined)
}

/** Users that go back to originals are on what succeeded before, if anything did. */
function isKnownRevision({ spec }: DeploymentRecord, recordOf: RecordOf): boolean {
  return spec.blueGreen?.kind !== 'trafficBack' || recordOf(spec.rollbackOf?.deploymentId ?? '')?.fallback !== undefined
}

/** Of a part it is so only when all others run it already and no host of the part failed. */
function isWhole(of: GroupRecord, { spec, hosts }: DeploymentRecord): boolean {
  const wish = wishOf(of, spec)
  if (wish === undefined) return (spec.narrowed?.leftOut ?? 0) === 0
  const its = new Set(spec.targets)
  const others = wish.spec.targets.filter((name) => !its.has(name))
  if (others.length === 0) return true
  return others.every((name) => runs(of, name, spec.revision.sha256)) && hosts.every((host) => host.status !== 'Failed')
}

function asLastSuccessful({ spec, end }: DeploymentRecord): LastSuccessful {
  const { deploymentId, revision, fileExistsBehavior, createdAt } = spec
  return { deploymentId, revision, fileExistsBehavior, createdAt, completedAt: end?.at ?? NaN }
}

const told = (last: LastSuccessful | undefined): string =>
  last === undefined ? 'none' : `${last.revision.name} of ${last.deploymentId}`
