import { isTerminal } from '@sluice/model'
import { ofToday } from '../../queries/of-today.ts'
import { readableDeployment } from '../readable-deployment.ts'
import type { TopicSource } from '../topic.ts'
import { deploymentTopic } from './contract.ts'

export const deploymentSource: TopicSource<'deployment'> = {
  contract: deploymentTopic,
  snapshot: ({ store }, reader, deploymentId) =>
    readableDeployment(store, reader, deploymentId, async (deployment, seq) => ({
      data: await ofToday(store, deployment),
      seq,
    })),
  deltas: ({ seq, deployments, renamed = [] }) =>
    [...deployments, ...renamed].map((row) => ({
      topic: `deployment:${row.deploymentId}`,
      data: row,
      seq,
      urgent: isTerminal(row.status),
    })),
}
