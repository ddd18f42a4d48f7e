/** Deployments of other groups that have hosts of a plan still to do: allowed, and worth knowing. Each is said once, for all its hosts. */
import type { DeploymentGroup } from '@sluice/model'
import type { Store } from '@sluice/store'
import type { Output } from '../../contracts.ts'

type AlsoAtWork = NonNullable<Output<'planDeployment'>['alsoAtWork']>[number]

/** More look-ups than this would make the plan slow; then nobody is said to be busy. */
const mostLookUps = 1000

/** Of those that have any of these hosts: the ids, and which hosts. */
export async function hostsAlsoAtWork(
  store: Store,
  { deploymentGroupId }: DeploymentGroup,
  names: readonly string[],
): Promise<Map<string, string[]>> {
  const others = (await store.runningDeployments()).filter(({ groupId }) => groupId !== deploymentGroupId)
  const busy = new Map<string, string[]>()
  if (others.length * names.length > mostLookUps) return busy
  for (const { deploymentId } of others)
    for (const name of names) {
      const target = await store.getTarget(deploymentId, name)
      if (target?.status !== 'InProgress' && target?.status !== 'Pending') continue
      busy.set(deploymentId, [...(busy.get(deploymentId) ?? []), name])
    }
  return busy
}

export async function alsoAtWork(
  store: Store,
  busy: ReadonlyMap<string, readonly string[]>,
  total: number,
): Promise<AlsoAtWork[]> {
  const found = await Promise.all(
    [...busy].map(async ([deploymentId, hosts]) => {
      const running = await store.getDeployment(deploymentId)
      if (running === undefined) return undefined
      const { applicationName, deploymentGroupName } = running
      const sentence = `${which(hosts, total)} also in ${applicationName} / ${deploymentGroupName}, where a deployment is running. Nothing keeps the two apart: scripts of both may run on one host at the same time.`
      return { deploymentId, applicationName, deploymentGroupName, hosts: hosts.length, sentence }
    }),
  )
  return found.filter((one) => one !== undefined)
}

const number = (value: number): string => value.toLocaleString('en')

/** "All 5 hosts are". */
function which(hosts: readonly string[], total: number): string {
  if (hosts.length === 1) return `${hosts[0]} is`
  if (hosts.length === total) return total === 2 ? 'Both hosts are' : `All ${number(total)} hosts are`
  return `${number(hosts.length)} of ${number(total)} hosts are`
}
