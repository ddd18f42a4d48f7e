import { isTerminal, limits, type DeploymentSummary } from '@sluice/model'
import { directoryKeys, type Store } from '@sluice/store'
import type { Delta, TopicSource } from '../topic.ts'
import { deploymentsTopic } from './contract.ts'

const everyApplication = '*'

export const deploymentsSource: TopicSource<'deployments'> = {
  contract: deploymentsTopic,
  async snapshot({ store }, { accountId }, key) {
    // Read before the rows: a commit in between is then sent once more, never left out.
    const seq = store.lastSeq()
    const application = key === everyApplication ? {} : await historyOf(store, accountId, key)
    const { rows } = await store.listDeployments({ accountId, ...application, limit: limits.pageRows })
    return { data: { deployments: rows }, seq }
  },
  deltas: ({ seq, deployments, renamed = [] }) =>
    [...byTopic([...deployments, ...renamed]).values()].map(({ topic, accountId, rows }): Delta => {
      const urgent = rows.some((row) => isTerminal(row.status))
      return { topic, accountId, data: { deployments: rows }, seq, urgent }
    }),
}

/** Since it was created: what is older was done to another one that had its name. */
async function historyOf(store: Store, accountId: string, applicationName: string) {
  const application = await store.get('applications', directoryKeys.application(accountId, applicationName))
  return { applicationName, ...(application && { createdFrom: application.createTime }) }
}

interface Changed {
  topic: string
  accountId: string
  rows: DeploymentSummary[]
}

/** The same application name in two accounts is two topics. */
function byTopic(rows: readonly DeploymentSummary[]): Map<string, Changed> {
  const topics = new Map<string, Changed>()
  for (const row of rows)
    for (const key of [row.applicationName, everyApplication]) {
      const { accountId } = row
      const topic = `deployments:${key}`
      const changed = topics.get(`${accountId} ${topic}`) ?? { topic, accountId, rows: [] }
      changed.rows.push(row)
      topics.set(`${accountId} ${topic}`, changed)
    }
  return topics
}
