/**
 * The way back by traffic: users return to originals that still live with the earlier revision, and nothing is installed. While
 * the deployment runs, stopping it does that; afterwards it is a deployment of its own.
 */
import type { ActionState, BlueGreenSpec, DeploymentSpec, DeploymentSummary } from '@sluice/model'
import type { Store } from '@sluice/store'
import { isTerminal, refuse } from '@sluice/model'
import { specOf } from '../../queries/deployment-spec-of.ts'
import { newestDeployments } from '../../queries/group-history.ts'
import { registeredInstances } from '../../queries/matching-instances.ts'
import { installedSince } from './installed-since.ts'

export interface WayBack {
  targets: string[]
  blueGreen: BlueGreenSpec
}

/** Of a deployment that ended; a sentence says why there is none. */
export async function wayBackByTraffic(store: Store, deployment: DeploymentSummary): Promise<WayBack | string> {
  const { blueGreen, deploymentId } = deployment
  if (blueGreen?.kind !== 'forward') return `${deploymentId} moved no users to a replacement fleet.`
  if (!hasMovedUsers(deployment)) return `${deploymentId} moved no users.`
  const since = await movedSince(store, deployment)
  if (since !== undefined) return since
  const { originals, replacements, spec } = await fleetsIn(store, deploymentId)
  const closed = await closedBy(store, deployment, originals)
  if (closed !== undefined) return closed
  // Replacements that were never let in were ended after the move.
  const registered = await registeredNames(store, deployment.accountId)
  const { readyWait: _, ...lasting } = spec.blueGreen
  return {
    targets: [...originals, ...replacements.filter((name) => registered.has(name))],
    blueGreen: { ...lasting, kind: 'trafficBack', receiving: originals.length },
  }
}

/** No deployment has moved the users of this one since, all of them. */
export async function hasUsersStill(store: Store, deployment: DeploymentSummary): Promise<boolean> {
  return hasMovedUsers(deployment) && (await movedSince(store, deployment)) === undefined
}

async function movedSince(store: Store, deployment: DeploymentSummary): Promise<string | undefined> {
  const { deploymentId } = deployment
  const newest = await newestDeployments(store, deployment)
  const last = newest.find((one) => hasMovedUsers(one) && !isBrokenWayBack(one, deploymentId))
  if (last?.deploymentId === deploymentId) return undefined
  if (last === undefined) return `Too many deployments came after ${deploymentId} to send its users back by traffic.`
  return `${last.deploymentId} has moved the users since.`
}

/** All of them, or some: a stop may have left them on both fleets. */
const hasMovedUsers = ({ blueGreen }: DeploymentSummary): boolean =>
  blueGreen !== undefined && (blueGreen.trafficMovedAt !== undefined || blueGreen.rerouted > 0)

/** One that was stopped or failed half way left users on both fleets: the same way, taken again, gathers them. */
const isBrokenWayBack = ({ status, blueGreen, rollbackInfo }: DeploymentSummary, deploymentId: string): boolean =>
  blueGreen?.kind === 'trafficBack' &&
  isTerminal(status) &&
  blueGreen.trafficMovedAt === undefined &&
  rollbackInfo?.rollbackTriggeringDeploymentId === deploymentId

/** Why users cannot go to these originals: they are not all there, or do not run any more what they ran. */
async function closedBy(
  store: Store,
  deployment: DeploymentSummary,
  originals: readonly string[],
): Promise<string | undefined> {
  if (originals.length === 0) return 'There were no original hosts.'
  const { accountId, blueGreen } = deployment
  const registered = await registeredNames(store, accountId)
  const gone = originals.filter((name) => !registered.has(name))
  if (gone.length === originals.length && blueGreen?.originals.terminatedAt !== undefined)
    return 'The original hosts were ended.'
  if (gone.length > 0) return `Not all original hosts are there any more: ${gone.join(', ')}.`
  return overwritten(store, deployment, originals)
}

async function registeredNames(store: Store, accountId: string): Promise<ReadonlySet<string>> {
  return new Set((await registeredInstances(store, accountId)).map(({ instanceName }) => instanceName))
}

async function overwritten(
  store: Store,
  deployment: DeploymentSummary,
  originals: readonly string[],
): Promise<string | undefined> {
  const installed = await installedSince(store, deployment, originals)
  if (installed === undefined) return undefined
  return `${installed.deploymentId} has installed on ${installed.targetId} since: the original hosts do not run any more what they ran.`
}

/** Stopping would send users back: not to originals that run something else by now. */
export async function refuseOverwrittenOriginals(store: Store, deployment: DeploymentSummary): Promise<void> {
  const { kind, step } = deployment.blueGreen ?? {}
  if (kind !== 'forward' || (step !== 'rerouting' && step !== 'blocking' && step !== 'terminationWait')) return
  const reason = await overwritten(store, deployment, (await fleetsIn(store, deployment.deploymentId)).originals)
  if (reason !== undefined)
    refuse('NothingToRollBackTo', `${reason} Stop without autoRollbackEnabled: then the users stay where they are.`)
}

/** Whether a person could send the users back now. */
export async function maySendBack(store: Store, deployment: DeploymentSummary): Promise<ActionState> {
  if (isTerminal(deployment.status)) {
    const way = await wayBackByTraffic(store, deployment)
    return typeof way === 'string' ? { allowed: false, reason: way } : { allowed: true }
  }
  const now = whileItRuns(deployment)
  if (!now.allowed) return now
  const closed = await closedBy(store, deployment, (await fleetsIn(store, deployment.deploymentId)).originals)
  return closed === undefined ? now : { allowed: false, reason: closed }
}

function whileItRuns({ blueGreen, stopRequested, actions }: DeploymentSummary): ActionState {
  if (blueGreen?.kind !== 'forward') return { allowed: false, reason: 'The users are on their way back already.' }
  if (blueGreen.original.total === 0) return { allowed: false, reason: 'There were no original hosts.' }
  if (stopRequested !== undefined) return { allowed: false, reason: `${stopRequested.by} is stopping it already.` }
  switch (blueGreen.step) {
    case 'rerouting':
    case 'blocking':
    case 'terminationWait':
    // Only what stopping says: originals, or replacements that were never let in, are being ended.
    case 'retiring':
      return actions.stop
    case 'ended':
      return { allowed: false, reason: 'The original hosts are being ended.' }
    default:
      return { allowed: false, reason: 'The users were not moved yet.' }
  }
}

export interface FleetsIn {
  spec: DeploymentSpec & { blueGreen: BlueGreenSpec }
  originals: string[]
  replacements: string[]
}

/** Who is who in a blue/green deployment. */
export async function fleetsIn(store: Store, deploymentId: string): Promise<FleetsIn> {
  const spec = await specOf(store, deploymentId)
  const { blueGreen, targets } = spec
  if (blueGreen === undefined) throw new Error(`${deploymentId} is not a blue/green deployment`)
  const [receiving, leaving] = [targets.slice(0, blueGreen.receiving), targets.slice(blueGreen.receiving)]
  const [originals, replacements] = blueGreen.kind === 'forward' ? [leaving, receiving] : [receiving, leaving]
  return { spec: { ...spec, blueGreen }, originals, replacements }
}
