/** The registry of topics. A new one is one folder and one line here. */
import { deploymentSource } from './deployment/source.ts'
import { deploymentsSource } from './deployments/source.ts'
import { fleetSource } from './fleet/source.ts'
import { instancesSource } from './instances/source.ts'
import { logSource } from './log/source.ts'
import type { TopicSource } from './topic.ts'
import type { TopicKind } from './topic-contract.ts'

export const topics = {
  deployments: deploymentsSource,
  deployment: deploymentSource,
  fleet: fleetSource,
  log: logSource,
  instances: instancesSource,
} as const satisfies { [Kind in TopicKind]: TopicSource<Kind> }
