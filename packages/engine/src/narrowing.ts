/**
 * A deployment to a part of its group: decided when it is admitted, from what the group knows of its hosts. N is those hosts; the
 * group's last successful revision changes only once all its hosts run it. Source: facts section 5.5, and ours (`onlyTargets`).
 */
import type { DeploymentSpec, ErrorInformation, Narrowed, Narrowing } from '@sluice/model'
import { counted, hosts } from './words.ts'

export interface KnownHosts {
  /** Its installed revision is the last that succeeded in the group. */
  isCurrent(name: string): boolean
  /** These bytes were installed successfully there last. */
  runs(name: string, sha256: string): boolean
}

/** `spec.targets` are all hosts of the group; those that are not meant are taken out. */
export function narrowedSpec(
  spec: DeploymentSpec,
  narrowing: Narrowing | undefined,
  known: KnownHosts,
): DeploymentSpec {
  if (narrowing === undefined) return spec
  return { ...spec, ...narrowedHosts(spec.targets, spec.revision.sha256, narrowing, known) }
}

/** Which hosts of a group are meant, and what a deployment of these bytes to them is. Without bytes nobody runs them. */
export function narrowedHosts(
  all: readonly string[],
  sha256: string | undefined,
  narrowing: Narrowing,
  known: KnownHosts,
): { targets: string[]; narrowed: Narrowed } {
  const isMeant = meantBy(narrowing, known)
  const others = all.filter((name) => !isMeant(name))
  return {
    targets: all.filter(isMeant),
    narrowed: {
      by: 'onlyTargets' in narrowing ? 'onlyTargets' : 'updateOutdatedInstancesOnly',
      leftOut: others.length,
      othersRunIt: sha256 !== undefined && others.every((name) => known.runs(name, sha256)),
    },
  }
}

/** Whether a success makes its revision the one of the whole group. */
export function isOfWholeGroup(narrowed: Narrowed | undefined, failedHosts: number): boolean {
  if (narrowed === undefined || narrowed.leftOut === 0) return true
  return narrowed.othersRunIt && failedHosts === 0
}

/** Why a deployment to the outdated hosts has none of them. */
export function nobodyIsMeant(narrowed: Narrowed | undefined, total: number): ErrorInformation | undefined {
  if (total > 0 || narrowed?.by !== 'updateOutdatedInstancesOnly' || narrowed.leftOut === 0) return undefined
  const { leftOut } = narrowed
  const all = leftOut === 1 ? 'the only host is' : `all ${hosts(leftOut)} are`
  return {
    code: 'NO_INSTANCES',
    message: `No host of the deployment group is outdated: ${all} on its last successful revision. Deploy to all hosts to install it again.`,
  }
}

/** " 4 others of the group stay as they are." */
export function othersStay(narrowed: Narrowed | undefined): string {
  const leftOut = narrowed?.leftOut ?? 0
  if (leftOut === 0) return ''
  return ` ${counted(leftOut, 'other host of the group stays as it is', 'other hosts of the group stay as they are')}.`
}

function meantBy(narrowing: Narrowing, { isCurrent }: KnownHosts): (name: string) => boolean {
  if (!('onlyTargets' in narrowing)) return (name) => !isCurrent(name)
  const chosen = new Set(narrowing.onlyTargets)
  return (name) => chosen.has(name)
}
