import { plan, plannedOrder } from '@sluice/engine'
import type {
  DeploymentConfigInfo,
  DeploymentGroup,
  DeploymentSummary,
  ErrorCode,
  Narrowed,
  Plan,
  ZonesSpec,
} from '@sluice/model'
import type { Call, Handler } from '../../handler.ts'
import { findConfig } from '../../queries/find-config.ts'
import { findGroup } from '../../queries/find-group.ts'
import { fleetOf } from '../../queries/fleet.ts'
import { groupHistory } from '../../queries/group-history.ts'
import { hostRevisions } from '../../queries/host-revisions.ts'
import { standingsOf } from '../../queries/host-standings.ts'
import { sharesOf } from '../../queries/installed-shares.ts'
import { offeredRevision } from '../../queries/offered-revision.ts'
import { balancerProblem } from '../blue-green/balancer-problem.ts'
import { refuseEndingOthers } from '../blue-green/ending-originals.ts'
import {
  fleetsOf,
  forwardSpec,
  refuseTargetInstancesInPlace,
  type Fleets,
  type TargetInstances,
} from '../blue-green/fleets.ts'
import { meantHosts } from '../narrowing/meant-hosts.ts'
import { narrowingOf, type NarrowingWish } from '../narrowing/narrowing.ts'
import { partOfZones, plannedZonedHosts } from '../zones/zoned-hosts.ts'
import { inAHurry } from '../roll-back-deployment/as-rollback.ts'
import { alsoAtWork, hostsAlsoAtWork } from './also-at-work.ts'
import { blueGreenPlan } from './blue-green-plan.ts'
import { lastTimeOf } from './last-time.ts'
import { leftPartWay } from './left-part-way.ts'
import { narrowedSentence } from './narrowed-words.ts'
import { plannedHosts, type HostsToPlan } from './planned-hosts.ts'
import { review } from './review/review.ts'
import { revisionSpread } from './review/revision-spread.ts'
import { seenOfPlan } from './seen.ts'
import { usualSecondsPerHost } from './usual-seconds.ts'
import { warningsOf } from './warnings.ts'

export const planDeployment: Handler<'planDeployment'> = async (input, call) => {
  const { store } = call.ports
  const { accountId } = call.actor
  const group = await findGroup(store, accountId, input.applicationName, input.deploymentGroupName)
  const asFound = await findConfig(store, accountId, input.deploymentConfigName ?? group.deploymentConfigName)
  const config = input.rollbackOf === undefined ? asFound : inAHurry(asFound)
  const wanted = input.revision && (await offeredRevision(call, group.applicationName, input.revision))
  const { active, lastSuccessful } = await groupHistory(store, group)
  const { fleets, narrowed, zones, zoneProblem, ...those } = await hostsToPlan(call, group, input, {
    sha256: wanted?.sha256,
    config,
  })
  const blueGreen = fleets && forwardSpec(group, fleets)
  const standingOf = await standingsOf(store, group)
  const { targets, outOfService } = plannedOrder({ targets: those.names, blueGreen, zones }, standingOf)
  const others = await hostsAlsoAtWork(store, group, targets)
  const hosts = plannedHosts(call.ports, group, { ...those, names: targets }, standingOf, others)
  const planned = plan({
    targets,
    outOfService,
    lastTime: await lastTimeOf(store, group, outOfService?.map((place) => targets[place] ?? '') ?? []),
    withTrafficControl: group.deploymentStyle.deploymentOption === 'WITH_TRAFFIC_CONTROL',
    ...(blueGreen && { blueGreen }),
    narrowed,
    zones,
    minimumHealthyHosts: config.minimumHealthyHosts,
    secondsPerHost: await usualSecondsPerHost(store, group),
    silentTargets: hosts.filter((host) => !host.connected && !host.isProvisioned).map((host) => host.instanceName),
  })
  const whole = withProblem(
    withProblem(planned, await balancerProblem(call.ports, store, group)),
    zoneProblem,
    'HEALTH_CONSTRAINTS_INVALID',
  )
  const left = fleets ? [] : await leftPartWay(call.ports, group, those.names)
  const revisions = fleets ? undefined : await hostRevisions(call.ports, group, those.names)
  const shares = revisions === undefined ? undefined : sharesOf(those.names, revisions)
  const spread = shares && revisionSpread(shares)
  return {
    plan: whole,
    ...(wanted && { seen: seenOfPlan({ targets: those.names, config, sha256: wanted.sha256, blueGreen, zones }) }),
    hosts,
    ...(lastSuccessful && { runs: whatRuns(lastSuccessful) }),
    ...(active && { busy: { deploymentId: active.deploymentId } }),
    ...(others.size > 0 && { alsoAtWork: await alsoAtWork(store, others, targets.length) }),
    warnings: warningsOf({ hosts, wanted, lastSuccessful, active, revisions, fleets }),
    ...(fleets && { blueGreen: blueGreenPlan(group, fleets) }),
    ...(narrowed && {
      narrowed: {
        leftOut: narrowed.leftOut,
        sentence: narrowedSentence({ narrowed, hosts: those.names.length, wanted, runs: lastSuccessful }),
      },
    }),
    ...(left.length > 0 && { leftPartWay: left }),
    ...(spread && { spread }),
    ...(await review(call, {
      group,
      plan: whole,
      fleets,
      runs: lastSuccessful,
      shares: shares ?? [],
      revision: wanted,
      settings: input,
      minimumHealthyHosts: config.minimumHealthyHosts,
      // Zones are of deployments in place.
      zonalConfig: fleets ? undefined : config.zonalConfig,
    })),
  }
}

async function hostsToPlan(
  { ports }: Call,
  group: DeploymentGroup,
  wish: NarrowingWish & { targetInstances?: TargetInstances | undefined },
  { sha256, config }: { sha256: string | undefined; config: DeploymentConfigInfo },
): Promise<HostsToPlan & { fleets?: Fleets; narrowed?: Narrowed; zones?: ZonesSpec; zoneProblem?: string }> {
  if (group.deploymentStyle.deploymentType === 'IN_PLACE') {
    refuseTargetInstancesInPlace(wish.targetInstances)
    const { problem, ...zoned } = await plannedZonedHosts(ports.store, group, config, await fleetOf(ports.store, group))
    const all = zoned.targets
    const { targets, ...rest } = await meantHosts(ports, group, all, {
      narrowing: narrowingOf(group, wish, all),
      sha256,
    })
    return {
      names: targets,
      ...rest,
      ...partOfZones(zoned, targets),
      ...(problem !== undefined && { zoneProblem: problem }),
    }
  }
  narrowingOf(group, wish, [])
  const fleets = await fleetsOf(ports, ports.store, group, wish.targetInstances)
  const { originals, replacements, scalingGroupName } = fleets
  const names = [...replacements, ...originals]
  const { problem } = await plannedZonedHosts(ports.store, group, config, names)
  await refuseEndingOthers(ports.store, group, { targets: names, blueGreen: forwardSpec(group, fleets) })
  return {
    fleets,
    names,
    originals: new Set(originals),
    ...(problem !== undefined && { zoneProblem: problem }),
    ...(scalingGroupName !== undefined && { provisioned: new Set(replacements) }),
  }
}

/** `createDeployment` refuses in the same words. */
function withProblem(
  planned: Plan,
  problem: string | undefined,
  code: ErrorCode = 'ELASTIC_LOAD_BALANCING_INVALID',
): Plan {
  if (problem === undefined || planned.failsAtOnce !== undefined) return planned
  return {
    ...planned,
    failsAtOnce: { code, message: problem },
    isRefused: true,
    sentence: `It cannot start. ${problem}`,
  }
}

const whatRuns = ({ revisionName, deploymentId, completeTime, createTime, blueGreen }: DeploymentSummary) => ({
  revisionName,
  deploymentId,
  completeTime: completeTime ?? blueGreen?.trafficMovedAt ?? createTime,
})
