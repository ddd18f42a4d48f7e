/** What a deployment came to on each host that it tried, for its group: by name, once, at its end. */
import type { HostResults } from '@sluice/model'
import type { Deployment } from './deployment-state.ts'
import { retiredNames } from './fleet-commands.ts'
import { isTouched, target } from './fleet.ts'

/** Undefined when no host's standing changes. */
export function hostResults(deployment: Deployment): HostResults | undefined {
  const { name, sha256 } = deployment.spec.revision
  const results: HostResults = { revision: { name, sha256 }, ...triedHosts(deployment) }
  const gone = goneHosts(deployment)
  if (results.succeeded.length + results.failed.length + gone.length === 0) return undefined
  return { ...results, ...(gone.length > 0 && { gone }) }
}

/**
 * A host that was started and did not succeed has failed, also when a stop left it part-way. Hosts that users leave are not
 * installed on, and where traffic goes back nobody is: those keep their standing.
 */
function triedHosts({ spec, fleet, sides }: Deployment): Pick<HostResults, 'succeeded' | 'failed'> {
  const succeeded: string[] = []
  const failed: string[] = []
  const installing = spec.blueGreen?.kind === 'trafficBack' ? 0 : sides.receiving
  for (let host = 0; host < installing; host += 1) {
    const name = spec.targets[host] ?? ''
    const status = fleet.status[host]
    if (status === target.Succeeded) succeeded.push(name)
    else if (status === target.Failed || isTouched(fleet, sides, host)) failed.push(name)
  }
  return { succeeded, failed }
}

/** Hosts that ended with it. */
function goneHosts(deployment: Deployment): string[] {
  const retiring = deployment.progress?.retiring
  if (retiring === undefined || !retiring.terminate) return []
  const kept = new Set(retiring.notRetired.map(({ targetId }) => targetId))
  return retiredNames(deployment, retiring).filter((name) => !kept.has(name))
}
