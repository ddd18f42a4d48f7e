import type { Output } from '@sluice/api/contracts'
import { isHeard } from '../../components/is-heard.ts'

type Hosts = Output<'planDeployment'>['hosts']

/** Hosts that are expected to be there and do not answer. Those that this deployment makes are waited for by nobody. */
export const awayIn = (hosts: Hosts): Set<string> =>
  new Set(presentIn(hosts).flatMap((host) => (isHeard(host) ? [] : host.instanceName)))

/** Those that the group deployed to and that serve nobody since: they are taken first. */
export const outIn = (hosts: Hosts): Set<string> =>
  new Set(hosts.filter((host) => host.instanceHealth === 'Unhealthy').map((host) => host.instanceName))

export const presentIn = (hosts: Hosts): Hosts => hosts.filter((host) => host.isProvisioned !== true)
