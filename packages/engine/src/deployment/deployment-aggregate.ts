import type { DeploymentEvent, DeploymentSignal } from '@sluice/model'
import type { Aggregate } from '../aggregate.ts'
import { decide } from './decide.ts'
import type { DeploymentState } from './deployment-state.ts'
import { evolve } from './evolve.ts'
import { owed, react } from './react.ts'
import { restore, snapshot } from './snapshot.ts'

export const deploymentAggregate: Aggregate<DeploymentState, DeploymentSignal, DeploymentEvent> = {
  empty: (deploymentId) => ({ deploymentId, deployment: undefined }),
  decide,
  evolve,
  react,
  owed,
  snapshot,
  restore,
}
