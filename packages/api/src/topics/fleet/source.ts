import { fleetRow, isTerminal, type DeploymentTarget, type FleetSnapshot } from '@sluice/model'
import { readableDeployment } from '../readable-deployment.ts'
import type { Delta, TopicSource } from '../topic.ts'
import { fleetTopic } from './contract.ts'

export const fleetSource: TopicSource<'fleet'> = {
  contract: fleetTopic,
  snapshot: ({ store }, reader, deploymentId) =>
    readableDeployment(store, reader, deploymentId, async ({ lifecycleEvents }, seq) => {
      const targets = await store.listTargets(deploymentId)
      return { data: fleetSnapshot(targets, lifecycleEvents), seq }
    }),
  deltas({ seq, targets, deployments }) {
    const ended = new Set(deployments.filter((row) => isTerminal(row.status)).map((row) => row.deploymentId))
    return [...byDeployment(targets)].map(([deploymentId, rows]): Delta => {
      const data = { rows: rows.map(fleetRow) }
      return { topic: `fleet:${deploymentId}`, data, seq, urgent: ended.has(deploymentId) }
    })
  },
}

function fleetSnapshot(targets: readonly DeploymentTarget[], events: string[]): FleetSnapshot {
  const labels = targets.flatMap(({ instanceLabel }) =>
    instanceLabel === undefined ? [] : [instanceLabel === 'Blue' ? ('B' as const) : ('G' as const)],
  )
  return {
    targets: targets.map((target) => target.targetId),
    waves: targets.map((target) => target.wave),
    events,
    ...(labels.length > 0 && { labels }),
    rows: targets.map(fleetRow),
  }
}

function byDeployment(targets: readonly DeploymentTarget[]): Map<string, DeploymentTarget[]> {
  const deployments = new Map<string, DeploymentTarget[]>()
  for (const target of targets) {
    const rows = deployments.get(target.deploymentId) ?? []
    rows.push(target)
    deployments.set(target.deploymentId, rows)
  }
  return deployments
}
