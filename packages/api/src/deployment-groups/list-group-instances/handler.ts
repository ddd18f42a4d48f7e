import { isTerminal, neverDeployed, type DeploymentSummary } from '@sluice/model'
import type { Handler } from '../../handler.ts'
import type { Ports } from '../../ports.ts'
import { findGroup } from '../../queries/find-group.ts'
import { fleetOf } from '../../queries/fleet.ts'
import { groupHistory } from '../../queries/group-history.ts'
import { hostRevisions, hostsBegun, type HostRevision } from '../../queries/host-revisions.ts'
import { standingsOf } from '../../queries/host-standings.ts'
import { byNaturalOrder } from '../../queries/natural-order.ts'
import { pageAfter } from '../../queries/pages.ts'
import { driftOf } from '../get-group-drift/drift-of.ts'
import type { GroupInstance } from './contract.ts'
import { healthOf } from './health-of.ts'
import { spreadOf } from './spread-of.ts'

export const listGroupInstances: Handler<'listGroupInstances'> = async (input, { actor, ports }) => {
  const { store } = ports
  const group = await findGroup(store, actor.accountId, input.applicationName, input.deploymentGroupName)
  const hosts = await fleetOf(store, group)
  const { lastSuccessful: current, active } = await groupHistory(store, group)
  const revisions = await hostRevisions(ports, group, hosts)
  const standingOf = await standingsOf(store, group)
  const begun = await hostsBegun(ports, group, hosts, active)
  const drift = await driftOf(store, hosts, { last: current, standingOf, begun })
  const drifting = new Set(drift.map(({ instanceName }) => instanceName))
  const all = hosts.map((name): GroupInstance => {
    const standing = standingOf(name)
    const { instanceHealth, revisionHealth } = standing ?? neverDeployed
    return {
      ...instanceOf(ports, actor.accountId, name, revisions.get(name) ?? {}),
      instanceHealth,
      revisionHealth,
      isTried: standing !== undefined,
      isChanging: begun.has(name),
      isDrifting: drifting.has(name),
    }
  })
  const page = pageAfter(all, input.nextToken, (row) => row.instanceName, { compare: byNaturalOrder })
  return {
    total: all.length,
    spread: spreadOf(all, { current, active }),
    health: healthOf(hosts, standingOf, begun.size > 0 ? active : undefined),
    ...(current && { current: { ...named(current), status: current.status } }),
    instances: page.rows,
    ...(page.nextToken !== undefined && { nextToken: page.nextToken }),
  }
}

const named = ({ revisionName, deploymentId }: DeploymentSummary) => ({ revisionName, deploymentId })

function instanceOf(
  { presence }: Pick<Ports, 'presence'>,
  accountId: string,
  instanceName: string,
  { runs, partWay }: HostRevision,
): Pick<GroupInstance, 'instanceName' | 'connected' | 'silentSince' | 'runs' | 'partWay' | 'deploying'> {
  const here = presence(accountId, instanceName)
  return {
    instanceName,
    connected: here?.connected ?? false,
    ...(here?.silentSince !== undefined && { silentSince: new Date(here.silentSince).toISOString() }),
    ...(runs && {
      runs: { ...named(runs), revisionSha256: runs.revisionSha256, time: runs.completeTime ?? runs.createTime },
    }),
    ...(partWay && begunThere(partWay)),
  }
}

/** Part-way is only what nobody is at work with any more. */
function begunThere({ deployment, status }: NonNullable<HostRevision['partWay']>): Partial<GroupInstance> {
  const isAtWork =
    !isTerminal(deployment.status) && (status === 'InProgress' || status === 'Pending' || status === 'Ready')
  return isAtWork ? { deploying: named(deployment) } : { partWay: { ...named(deployment), status } }
}
