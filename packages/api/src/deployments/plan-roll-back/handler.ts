import { plan, plannedOrder, type StandingOf } from '@sluice/engine'
import type { DeploymentGroup, DeploymentSummary } from '@sluice/model'
import type { Output } from '../../contracts.ts'
import type { Handler } from '../../handler.ts'
import type { Ports } from '../../ports.ts'
import { creationOf } from '../../queries/deployment-spec-of.ts'
import { findDeployment } from '../../queries/find-deployment.ts'
import { findGroupOf } from '../../queries/find-group.ts'
import { fleetOf } from '../../queries/fleet.ts'
import { standingsOf } from '../../queries/host-standings.ts'
import { fleetsOf, forwardSpec } from '../blue-green/fleets.ts'
import { startConfirmation } from '../plan-deployment/review/confirmation.ts'
import { changedNames, whyNotOnly } from '../roll-back-deployment/changed-hosts.ts'
import type { RollBackTo } from './contract.ts'
import { allHosts, changedOnes, otherHosts } from './where-to.ts'

/** By the rules of `rollBackDeployment`: the group as it is now, and the minimum that the deployment froze. */
export const planRollBack: Handler<'planRollBack'> = async ({ deploymentId }, { actor, ports }) => {
  const { store } = ports
  const deployment = await findDeployment(store, actor.accountId, deploymentId)
  const group = await findGroupOf(store, deployment)
  const { fallback } = await creationOf(store, deploymentId)
  const asBefore = fallback && { fileExistsBehavior: fallback.fileExistsBehavior }
  if (group.deploymentStyle.deploymentType === 'BLUE_GREEN')
    return { ...asBefore, whole: await newFleet(ports, deployment, group) }
  const hosts = await fleetOf(store, group)
  const standingOf = await standingsOf(store, group)
  const planned = inPlacePlan(deployment, hosts, standingOf)
  const only = await onlyChanged(ports, { deployment, group, hosts, standingOf })
  return {
    ...asBefore,
    whole: withConfirmation(group, planned, allHosts(group, planned)),
    ...(only && { onlyChangedHosts: only }),
  }
}

interface InPlace {
  deployment: DeploymentSummary
  group: DeploymentGroup
  /** All that the group has now. */
  hosts: readonly string[]
  standingOf: StandingOf
}

async function onlyChanged(
  { store }: Pick<Ports, 'store'>,
  { deployment, group, hosts, standingOf }: InPlace,
): Promise<Output<'planRollBack'>['onlyChangedHosts']> {
  if (deployment.blueGreen !== undefined) return undefined
  const changed = await changedNames(store, deployment, hosts)
  if (changed.length === hosts.length) return undefined
  const others = otherHosts(group, hosts.length - changed.length)
  const reason = whyNotOnly(deployment, changed)
  if (reason !== undefined) return { allowed: false, reason, others }
  const planned = inPlacePlan(deployment, changed, standingOf)
  const text = changedOnes(group, deployment, changed, planned)
  return { allowed: true, to: { ...withConfirmation(group, planned, text), targetIds: changed }, others }
}

function inPlacePlan(
  { minimumHealthyHosts }: Pick<DeploymentSummary, 'minimumHealthyHosts'>,
  targets: readonly string[],
  standingOf: StandingOf,
) {
  return plan({ ...plannedOrder({ targets }, standingOf), minimumHealthyHosts })
}

function withConfirmation(group: DeploymentGroup, planned: ReturnType<typeof plan>, text: string): RollBackTo {
  const confirm = startConfirmation(group, planned, undefined)
  return { text, ...(confirm && { confirm }) }
}

async function newFleet(
  ports: Ports,
  { minimumHealthyHosts }: DeploymentSummary,
  group: DeploymentGroup,
): Promise<RollBackTo> {
  const fleets = await fleetsOf(ports, ports.store, group, undefined)
  const targets = [...fleets.replacements, ...fleets.originals]
  const planned = plan({ targets, blueGreen: forwardSpec(group, fleets), minimumHealthyHosts })
  const confirm = startConfirmation(group, planned, fleets)
  return {
    text: 'a new replacement fleet; then users are moved to it, as in every deployment of this group',
    ...(confirm && { confirm }),
  }
}
