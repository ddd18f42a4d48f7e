import { isTerminal, limits, type DeploymentSummary } from '@sluice/model'
import type { Delta, TopicSource } from '../topic.ts'
import { deploymentsTopic } from './contract.ts'

const everyApplication = '*'

export const deploymentsSource: TopicSource<'deployments'> = {
  contract: deploymentsTopic,
  async snapshot({ store }, { accountId }, key) {
    // Read before the rows: a commit in between is then sent once more, never left out.
    const seq = store.lastSeq()
    const application = key === everyApplication ? {} : { applicationName: key }
    const { rows } = await store.listDeployments({ accountId, ...application, limit: limits.pageRows })
    return { data: { deployments: rows }, seq }
  },
  deltas: ({ seq, deployments }) =>
    [...byTopic(deployments)].map(([topic, rows]): Delta => {
      const urgent = rows.some((row) => isTerminal(row.status))
      return { topic, data: { deployments: rows }, seq, urgent }
    }),
}

function byTopic(rows: readonly DeploymentSummary[]): Map<string, DeploymentSummary[]> {
  const topics = new Map<string, DeploymentSummary[]>()
  for (const row of rows)
    for (const key of [row.applicationName, everyApplication]) {
      const name = `deployments:${key}`
      topics.set(name, [...(topics.get(name) ?? []), row])
    }
  return topics
}
