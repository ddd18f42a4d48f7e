/**
 * What a group admits is what somebody asked for, or what takes back a deployment that ended: these hosts, in the order in which
 * they are taken. Source: facts sections 3.2, 5.5 and 6.3.
 */
import type { DeploymentSpec, GroupEvent, Narrowed, ZonesSpec } from '@sluice/model'
import { isDeepStrictEqual } from 'node:util'
import { hold } from './broken.ts'
import { checkRollbackAdmitted } from './check-rollback.ts'
import type { GroupRecord, RecordOf } from './group-record.ts'
import { hasFailedBefore, inOrder, runs, zonePlaceOf } from './host-standing.ts'
import { wishOf, type Wish } from './wishes.ts'

type Admitted = Extract<GroupEvent, { type: 'DeploymentAdmitted' }>

export function checkAdmitted(of: GroupRecord, { spec, fallback }: Admitted, recordOf: RecordOf): void {
  const { deploymentId, creator, rollbackOf } = spec
  const created = recordOf(deploymentId)
  const isCreated = isDeepStrictEqual(created?.spec, spec) && isDeepStrictEqual(created?.fallback, fallback)
  hold('what was admitted is created', isCreated, () => deploymentId)
  checkOutOfService(of, spec)
  const wish = wishOf(of, spec)
  const root = rollbackOf && recordOf(rollbackOf.deploymentId)
  if (wish !== undefined) checkWish(of, spec, wish)
  else if (creator === 'codeDeployRollback' && root !== undefined) checkRollbackAdmitted(of, spec, root)
  else return checkSame(spec, 'targets', spec.targets, inOrder(of, spec.targets))
  hold(
    'it can go back to what succeeded last',
    isDeepStrictEqual(fallback, of.lastSuccessful),
    () => `${deploymentId}: ${fallback?.deploymentId}, by the facts ${of.lastSuccessful?.deploymentId}`,
  )
}

/** Hosts that failed last time serve nobody before it begins; in blue/green the new fleet serves nobody yet anyway. */
function checkOutOfService(of: GroupRecord, { deploymentId, targets, outOfService = [], blueGreen }: DeploymentSpec) {
  if (blueGreen !== undefined) return
  const failed = [...targets.keys()].filter((host) => hasFailedBefore(of, targets[host] ?? '')).join()
  const told = outOfService.join()
  hold(
    'hosts that failed before are out of service',
    failed === told,
    () => `${deploymentId}: ${told}, by the facts ${failed}`,
  )
}

function checkWish(of: GroupRecord, spec: DeploymentSpec, wish: Wish): void {
  const meant = wish.spec.targets.filter(meantBy(of, wish))
  const zoneOf = zonePlaceOf(wish.spec)
  const receiving = wish.spec.blueGreen?.receiving ?? meant.length
  const targets = [...inOrder(of, meant.slice(0, receiving), { zoneOf }), ...meant.slice(receiving)]
  checkSame(spec, 'targets', spec.targets, targets)
  checkSame(spec, 'narrowed', spec.narrowed, narrowedBy(of, wish, meant))
  checkSame(spec, 'zones', spec.zones, zonesOf(wish, meant, zoneOf))
  checkSame(spec, 'what was asked', whatWasAsked(spec), whatWasAsked(wish.spec))
}

export function checkSame(spec: DeploymentSpec, what: string, told: unknown, counted: unknown): void {
  const text = (value: unknown) => JSON.stringify(value)
  hold(
    'what was asked for is admitted',
    isDeepStrictEqual(told, counted),
    () => `${spec.deploymentId}, ${what}: ${text(told)}, by the facts ${text(counted)}`,
  )
}

function meantBy(of: GroupRecord, { narrowing }: Wish): (name: string) => boolean {
  if (narrowing === undefined) return () => true
  if ('onlyTargets' in narrowing) return (name) => narrowing.onlyTargets.includes(name)
  return (name) => !runs(of, name, of.lastSuccessful?.revision.sha256)
}

function narrowedBy(of: GroupRecord, { spec, narrowing }: Wish, meant: readonly string[]): Narrowed | undefined {
  if (narrowing === undefined) return undefined
  const its = new Set(meant)
  const others = spec.targets.filter((name) => !its.has(name))
  return {
    by: 'onlyTargets' in narrowing ? 'onlyTargets' : 'updateOutdatedInstancesOnly',
    leftOut: others.length,
    othersRunIt: others.every((name) => runs(of, name, spec.revision.sha256)),
  }
}

/** A zone of which no host is meant is gone. */
function zonesOf({ spec: { zones } }: Wish, meant: readonly string[], zoneOf: (name: string) => number) {
  if (zones === undefined) return undefined
  const counted = zones.zones.map((zone, place) => ({
    ...zone,
    hosts: meant.filter((name) => zoneOf(name) === place).length,
  }))
  return { ...zones, zones: counted.filter(({ hosts }) => hosts > 0) } satisfies ZonesSpec
}

/** All but what the group decides. */
function whatWasAsked({ targets: _, outOfService: __, narrowed: ___, zones: ____, ...asked }: DeploymentSpec) {
  return asked
}
