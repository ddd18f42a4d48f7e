/** Which hosts of the group a deployment is for, as the address says it and as it is sent. */
import type { DeploymentGroupInfo, Input } from '@sluice/api/contracts'

/** `left`: those that the deployment which is done again left part-way. `changed`: those that the one which is taken back changed. */
export const hostsChoices = ['all', 'outdated', 'left', 'changed', 'chosen'] as const
export type HostsChoice = (typeof hostsChoices)[number]

/** Names as typed. Blanks, line ends and commas separate them; a host whose own name holds commas is found by it. */
export function namesIn(text: string, hosts: readonly string[] = []): string[] {
  const withComma = new Set(hosts.filter((name) => name.includes(',')))
  const words = text.split(/\s+/).map((word) => (withComma.has(word) ? word : word.replace(/^,+|,+$/g, '')))
  const names = words.flatMap((word) => (withComma.has(word) ? [word] : word.split(',')))
  return [...new Set(names.filter((name) => name !== ''))]
}

/** Blue/green replaces the whole fleet. */
export const mayChooseHosts = (info: DeploymentGroupInfo | undefined): boolean =>
  info !== undefined && info.deploymentStyle?.deploymentType !== 'BLUE_GREEN'

interface Chosen {
  hosts: HostsChoice
  onlyTargets: readonly string[]
}

export function narrowingOf(
  { hosts, onlyTargets }: Chosen,
  info: DeploymentGroupInfo | undefined,
): Pick<Input<'createDeployment'>, 'onlyTargets' | 'updateOutdatedInstancesOnly'> {
  if (hosts === 'all' || !mayChooseHosts(info)) return {}
  if (hosts === 'outdated') return { updateOutdatedInstancesOnly: true }
  return onlyTargets.length === 0 ? {} : { onlyTargets: [...onlyTargets] }
}

/** Hosts are to be named, and none is. */
export const lacksHosts = ({ hosts, onlyTargets }: Chosen, info: DeploymentGroupInfo | undefined): boolean =>
  mayChooseHosts(info) && hosts !== 'all' && hosts !== 'outdated' && onlyTargets.length === 0
