/**
 * By zones, hosts that failed last time wait for their zone. While they wait they are out of service, and that may be more than the
 * fleet's minimum allows: then no host of the zones before may be taken. Facts section 3.3, rule 6: never reduced further.
 */
import type { DeploymentSpec, ErrorInformation } from '@sluice/model'
import { minimumHosts } from '../../minimum-healthy.ts'
import { counted, hosts, number } from '../../words.ts'

type Zoned = Pick<DeploymentSpec, 'minimumHealthyHosts'> & {
  targets: readonly string[]
  outOfService?: readonly number[] | undefined
  zones?: DeploymentSpec['zones'] | undefined
}

/** Why it would fail without touching a host. If it may begin in one zone it may in the next: there are fewer that wait. */
export function brokenZonesFailAtOnce({
  targets,
  minimumHealthyHosts,
  outOfService = [],
  zones,
}: Zoned): ErrorInformation | undefined {
  if (zones === undefined || outOfService.length === 0) return undefined
  const total = targets.length
  const minimum = minimumHosts(minimumHealthyHosts, total)
  const waiting = waitingBehind(zones.zones, outOfService)
  if (total - waiting > minimum) return undefined
  const are = waiting === 1 ? 'waits' : 'wait'
  return {
    code: 'HEALTH_CONSTRAINTS_INVALID',
    message: `${counted(waiting, 'host', 'hosts')} that failed last time ${are} in a later zone, so ${number(total - waiting)} of ${hosts(total)} can be healthy before and ${number(minimum)} must stay healthy: none may be taken out of service. Redeploy to ${waiting === 1 ? 'that host' : 'those hosts'} first, or choose a configuration without zones.`,
  }
}

/** How many are out of service behind the first zone that has a host in service. */
function waitingBehind(zones: readonly { hosts: number }[], outOfService: readonly number[]): number {
  let end = 0
  for (const zone of zones) {
    const from = end
    end += zone.hosts
    const broken = outOfService.filter((place) => place >= from && place < end).length
    if (broken < zone.hosts) return outOfService.filter((place) => place >= end).length
  }
  return 0
}
