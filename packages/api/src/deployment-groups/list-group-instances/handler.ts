import type { StandingOf } from '@sluice/engine'
import { neverDeployed, type DeploymentSummary, type HostStanding } from '@sluice/model'
import type { Handler } from '../../handler.ts'
import type { Ports } from '../../ports.ts'
import { findGroup } from '../../queries/find-group.ts'
import { fleetOf } from '../../queries/fleet.ts'
import { lastSuccesses } from '../../queries/group-history.ts'
import { hostRevisions, type HostRevision } from '../../queries/host-revisions.ts'
import { standingsOf } from '../../queries/host-standings.ts'
import { byNaturalOrder } from '../../queries/natural-order.ts'
import { pageAfter } from '../../queries/pages.ts'
import type { GroupInstance } from './contract.ts'
import { healthOf } from './health-of.ts'

export const listGroupInstances: Handler<'listGroupInstances'> = async (input, { actor, ports }) => {
  const { store } = ports
  const group = await findGroup(store, actor.accountId, input.applicationName, input.deploymentGroupName)
  const hosts = await fleetOf(store, group)
  const [current] = await lastSuccesses(store, group, 1)
  const revisions = await hostRevisions(ports, group, hosts)
  const standingOf = await standingsOf(store, group)
  const all = hosts.map((name) => {
    const health = healthIn(standingOf, name)
    return { ...instanceOf(ports, actor.accountId, name, revisions.get(name) ?? {}, { current, health }), ...health }
  })
  const behind = all.filter(({ isBehind }) => isBehind)
  const rows = input.onlyBehind === true ? behind : all
  const page = pageAfter(rows, input.nextToken, (row) => row.instanceName, { compare: byNaturalOrder })
  return {
    total: all.length,
    behind: behind.length,
    silent: behind.filter(({ silentSince }) => silentSince !== undefined).length,
    partWay: behind.filter(({ partWay }) => partWay !== undefined).length,
    spread: spreadOf(all, current),
    health: healthOf(hosts, standingOf),
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
  { runs, partWay, isNotKnown }: HostRevision,
  { current, health }: { current: DeploymentSummary | undefined; health: StandsSo },
): Omit<GroupInstance, keyof StandsSo> {
  const here = presence(accountId, instanceName)
  // Of what lies too far back the group itself still knows whether it is its revision.
  const isCurrent = isNotKnown
    ? health.revisionHealth === 'Current' && health.instanceHealth === 'Healthy'
    : runs !== undefined && runs.revisionSha256 === current?.revisionSha256
  return {
    instanceName,
    connected: here?.connected ?? false,
    ...(here?.silentSince !== undefined && { silentSince: new Date(here.silentSince).toISOString() }),
    ...(runs && {
      runs: { ...named(runs), revisionSha256: runs.revisionSha256, time: runs.completeTime ?? runs.createTime },
    }),
    ...(partWay && { partWay: { ...named(partWay.deployment), status: partWay.status } }),
    // Where nothing ever succeeded there is nothing to be behind of.
    isBehind: current !== undefined && (!isCurrent || partWay !== undefined),
  }
}

type StandsSo = HostStanding & Pick<GroupInstance, 'isTried'>

function healthIn(standingOf: StandingOf, name: string): StandsSo {
  const standing = standingOf(name)
  const { instanceHealth, revisionHealth } = standing ?? neverDeployed
  return { instanceHealth, revisionHealth, isTried: standing !== undefined }
}

interface Share {
  partOf?: string
  revisionName?: string
  deploymentId?: string
  isCurrent: boolean
  count: number
}

/** By the bytes that run, whatever they were called: the same bundle under two names is one revision. */
function spreadOf(hosts: readonly GroupInstance[], current: DeploymentSummary | undefined): Share[] {
  const shares = new Map<string, Share>()
  for (const { runs, partWay } of hosts) {
    const key = `${runs?.revisionSha256} ${partWay?.deploymentId}`
    const share = shares.get(key) ?? {
      ...(runs && { revisionName: runs.revisionName, deploymentId: runs.deploymentId }),
      ...(partWay && { partOf: partWay.revisionName }),
      isCurrent: runs !== undefined && partWay === undefined && runs.revisionSha256 === current?.revisionSha256,
      count: 0,
    }
    share.count += 1
    shares.set(key, share)
  }
  return [...shares.values()].toSorted((a, b) => b.count - a.count)
}
