/** In place a deployment is for the hosts that match its group when somebody asks for it. */
import type { DeploymentSpec, ZonesSpec } from '@sluice/model'

/** Undefined when nobody matches any more. Those that came later are taken last, in the last zone. */
export function forHostsOfNow(
  spec: DeploymentSpec,
  matching: ReadonlySet<string> | undefined,
): DeploymentSpec | undefined {
  if (matching === undefined) return spec
  const left = spec.targets.filter((name) => matching.has(name))
  const later = [...matching].filter((name) => !spec.targets.includes(name))
  const targets = [...left, ...later]
  if (targets.length === 0) return undefined
  const { zones: before, ...rest } = spec
  const zones = before && zonesOfNow(before, spec.targets, matching, later.length)
  return { ...rest, targets, ...(zones && { zones }) }
}

/** Undefined for one that went to no host of any zone: nobody knows where those that came later are. */
function zonesOfNow(
  before: ZonesSpec,
  targets: readonly string[],
  matching: ReadonlySet<string>,
  later: number,
): ZonesSpec | undefined {
  if (before.zones.length === 0) return undefined
  let next = 0
  const zones = before.zones.map((zone, place) => {
    const mine = targets.slice(next, (next += zone.hosts)).filter((name) => matching.has(name))
    const isLast = place === before.zones.length - 1
    return { ...zone, hosts: mine.length + (isLast ? later : 0) }
  })
  return { ...before, zones: zones.filter(({ hosts }) => hosts > 0) }
}
