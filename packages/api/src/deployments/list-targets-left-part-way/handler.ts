import { isTerminal, type DeploymentSummary, type DeploymentTarget } from '@sluice/model'
import type { Store } from '@sluice/store'
import type { Handler } from '../../handler.ts'
import { findDeployment } from '../../queries/find-deployment.ts'
import { keptAnswers } from '../../queries/kept-answers.ts'
import { pageAfter } from '../../queries/pages.ts'
import type { DoneToHost } from '../../queries/same-host.ts'
import { installedBefore } from '../failures/previous-revisions.ts'
import type { LeftPartWay } from './contract.ts'
import { lastEventOf, onDiskOf } from './on-disk.ts'
import { stillLeft } from './still-left.ts'
import { nextStep, sinceThen } from './since-then.ts'

/** Each row looks at what later deployments did to its host. */
const pageSize = 50

/** Places of hosts of deployments that have ended, which change no more. */
const keptPlaces = keptAnswers<Place[]>(50)
type Place = Pick<DeploymentTarget, 'index'> & DoneToHost

export const listTargetsLeftPartWay: Handler<'listTargetsLeftPartWay'> = async (input, { actor, ports }) => {
  const { store } = ports
  const deployment = await findDeployment(store, actor.accountId, input.deploymentId)
  if (!isTerminal(deployment.status)) return { total: 0, targets: [] }
  const { deploymentId: key } = deployment
  const left = await keptPlaces(store, { key, now: ports.now(), keepFor: Infinity }, () => leftIn(store, deployment))
  const page = pageAfter(left, input.nextToken, placeOf, { size: pageSize })
  const rows = await Promise.all(page.rows.map(({ targetId }) => store.getTarget(deployment.deploymentId, targetId)))
  const there = rows.filter((target) => target !== undefined)
  const targets = await Promise.all(there.map((target) => rowOf(store, deployment, target)))
  return {
    total: left.length,
    targets,
    ...(input.nextToken === undefined && left.length > 0 && (await stillLeft(ports, deployment, left))),
    ...(page.nextToken !== undefined && { nextToken: page.nextToken }),
  }
}

async function leftIn(store: Store, { deploymentId }: DeploymentSummary): Promise<Place[]> {
  const left = (await store.listTargets(deploymentId)).filter(isLeftPartWay)
  return left.map(({ index, targetId, startTime }) => ({
    index,
    targetId,
    ...(startTime !== undefined && { startTime }),
  }))
}

/** It was begun and not finished. What never ran an event is as it was before. */
const isLeftPartWay = ({ status, lifecycleEvents }: DeploymentTarget): boolean =>
  status !== 'Succeeded' && lifecycleEvents.some(({ startTime }) => startTime !== undefined)

async function rowOf(store: Store, deployment: DeploymentSummary, target: DeploymentTarget): Promise<LeftPartWay> {
  const { targetId, status, instanceLabel } = target
  const { revisionName, blueGreen } = deployment
  const before = await installedBefore(store, deployment, targetId)
  const since = await sinceThen(store, deployment, target)
  const lies = onDiskOf(
    { revisionName, blueGreen, ...(before && { previousRevisionName: before.revisionName }) },
    target,
  )
  return {
    targetId,
    status,
    ...(instanceLabel !== undefined && { instanceLabel }),
    lastEvent: lastEventOf(target),
    onDisk: since === 'anotherHost' ? { state: 'unknown', text: 'That host is gone, with what it had.' } : lies,
    ...(typeof since === 'object' && { since }),
    next: nextStep(deployment, since),
  }
}

/** Planned order as text. */
const placeOf = ({ index }: Place): string => String(index).padStart(6, '0')
