import { isTerminal, type DeploymentSummary, type DeploymentTarget } from '@sluice/model'
import type { Store } from '@sluice/store'
import type { Handler } from '../../handler.ts'
import { findDeployment } from '../../queries/find-deployment.ts'
import { pageAfter } from '../../queries/pages.ts'
import type { LeftPartWay } from './contract.ts'
import { lastEventOf, onDiskOf } from './on-disk.ts'
import { laterInGroup, nextStep, sinceThen } from './since-then.ts'

/** Each row looks at what later deployments did to its host. */
const pageSize = 50

export const listTargetsLeftPartWay: Handler<'listTargetsLeftPartWay'> = async (input, { actor, ports: { store } }) => {
  const deployment = await findDeployment(store, actor.accountId, input.deploymentId)
  if (!isTerminal(deployment.status)) return { total: 0, targets: [] }
  const left = (await store.listTargets(deployment.deploymentId)).filter(isLeftPartWay)
  const page = pageAfter(left, input.nextToken, placeOf, { size: pageSize })
  const later = page.rows.length === 0 ? [] : await laterInGroup(store, deployment)
  const targets = await Promise.all(page.rows.map((target) => rowOf(store, deployment, target, later)))
  return { total: left.length, targets, ...(page.nextToken !== undefined && { nextToken: page.nextToken }) }
}

/** It was begun and not finished. What never ran an event is as it was before. */
const isLeftPartWay = ({ status, lifecycleEvents }: DeploymentTarget): boolean =>
  status !== 'Succeeded' && lifecycleEvents.some(({ startTime }) => startTime !== undefined)

async function rowOf(
  store: Store,
  deployment: DeploymentSummary,
  target: DeploymentTarget,
  later: readonly DeploymentSummary[],
): Promise<LeftPartWay> {
  const { targetId, status, instanceLabel } = target
  const since = await sinceThen(store, later, targetId)
  return {
    targetId,
    status,
    ...(instanceLabel !== undefined && { instanceLabel }),
    lastEvent: lastEventOf(target),
    onDisk: onDiskOf(deployment, target),
    ...(since && { since }),
    next: nextStep(deployment, since),
  }
}

/** Planned order as text. */
const placeOf = ({ index }: DeploymentTarget): string => String(index).padStart(6, '0')
