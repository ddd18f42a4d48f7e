import { driftingHostsStay, laterHostsPolicy, newHostsMeans, type DeploymentGroup } from '@sluice/model'
import type { Handler } from '../../handler.ts'
import { findGroup } from '../../queries/find-group.ts'
import { fleetOf } from '../../queries/fleet.ts'
import { groupHistory } from '../../queries/group-history.ts'
import { hostsBegun } from '../../queries/host-revisions.ts'
import { standingsOf } from '../../queries/host-standings.ts'
import { byNaturalOrder } from '../../queries/natural-order.ts'
import { pageAfter } from '../../queries/pages.ts'
import type { Output } from '../../contracts.ts'
import { driftOf, type Drift } from './drift-of.ts'
import { driftSentence, hostSentence, reasonWords, type DriftNow } from './words.ts'

export const getGroupDrift: Handler<'getGroupDrift'> = async (input, { actor, ports }) => {
  const { store, presence } = ports
  const group = await findGroup(store, actor.accountId, input.applicationName, input.deploymentGroupName)
  const hosts = await fleetOf(store, group)
  const { lastSuccessful, active } = await groupHistory(store, group)
  const begun = await hostsBegun(ports, group, hosts, active)
  const standingOf = await standingsOf(store, group)
  const drift = await driftOf(store, hosts, { last: lastSuccessful, standingOf, begun })
  const page = pageAfter(drift, input.nextToken, (host) => host.instanceName, { compare: byNaturalOrder })
  const now: DriftNow = {
    total: hosts.length,
    drifting: drift.length,
    revisionName: lastSuccessful?.revisionName,
    running: active && { ...active, begun: begun.size },
  }
  return {
    total: now.total,
    drifting: now.drifting,
    sentence: driftSentence(now),
    ...(lastSuccessful && {
      current: {
        revisionName: lastSuccessful.revisionName,
        deploymentId: lastSuccessful.deploymentId,
        fileExistsBehavior: lastSuccessful.fileExistsBehavior,
      },
    }),
    reasons: countsOf(drift),
    newHosts: newHostsOf(group, drift),
    catchUp: catchUpOf(group, now),
    hosts: page.rows.map((host) => ({
      ...host,
      sentence: hostSentence(host),
      connected: presence(actor.accountId, host.instanceName)?.connected ?? false,
    })),
    ...(page.nextToken !== undefined && { nextToken: page.nextToken }),
  }
}

function countsOf(drift: readonly Drift[]): Output<'getGroupDrift'>['reasons'] {
  const counts = new Map<Drift['reason'], number>()
  for (const { reason } of drift) counts.set(reason, (counts.get(reason) ?? 0) + 1)
  return [...counts]
    .map(([reason, count]) => ({ reason, count, words: reasonWords(reason, count) }))
    .toSorted((a, b) => b.count - a.count)
}

function newHostsOf(group: DeploymentGroup, drift: readonly Drift[]): Output<'getGroupDrift'>['newHosts'] {
  const policy = laterHostsPolicy(group).newHosts
  const offered = policy === 'offer' ? drift.filter(({ reason }) => reason === 'appearedLater').length : 0
  const rest = drift.length > 0 && policy === 'automatic' ? driftingHostsStay : undefined
  return { policy, sentence: newHostsMeans[policy], ...(rest !== undefined && { rest }), offered }
}

function catchUpOf(group: DeploymentGroup, now: DriftNow): Output<'getGroupDrift'>['catchUp'] {
  const { drifting, total, revisionName = '', running } = now
  const others = total - drifting
  const who = drifting === 1 ? 'this host' : `these ${drifting.toLocaleString('en')} hosts`
  const rest =
    others === 0
      ? ''
      : ` ${others.toLocaleString('en')} ${others === 1 ? 'other stays as it is' : 'others stay as they are'}.`
  // What it would do is known when what runs has ended.
  const sentence =
    drifting === 0 || running !== undefined
      ? ''
      : `Deploys ${revisionName} to ${who} alone, after its plan was shown.${rest}`
  const reason = whyNot(group, now)
  return { allowed: reason === undefined, ...(reason !== undefined && { reason }), sentence }
}

function whyNot(group: DeploymentGroup, now: DriftNow): string | undefined {
  const { drifting, revisionName, running } = now
  const { deploymentGroupName, deploymentStyle } = group
  if (revisionName === undefined)
    return `Nothing has succeeded in ${deploymentGroupName} yet: deploy to all its hosts first.`
  if (deploymentStyle.deploymentType === 'BLUE_GREEN')
    return `A blue/green deployment replaces the whole fleet of ${deploymentGroupName}: no host is updated alone.`
  if (running !== undefined) return `${running.deploymentId} is running in ${deploymentGroupName}. Wait for its end.`
  return drifting === 0 ? driftSentence(now) : undefined
}
