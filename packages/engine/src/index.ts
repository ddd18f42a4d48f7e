/** What happens next to a group and to a deployment. Pure: no clock, no chance, no input or output, nothing asynchronous. */
export { noReaction, type Aggregate, type Reaction } from './aggregate.ts'
export { isGranted } from './deployment/commands.ts'
export { deploymentAggregate } from './deployment/deployment-aggregate.ts'
export type { DeploymentState } from './deployment/deployment-state.ts'
export { engineVersion } from './engine-version.ts'
export {
  activeDeploymentOf,
  groupAggregate,
  lastSuccessfulOf,
  type ActiveDeployment,
  type GroupState,
} from './group/group-aggregate.ts'
export { plan, type PlanInput } from './plan.ts'
export { automaticRollbackStarter } from './rollback.ts'
export { summaryOf } from './summary.ts'
export { targetOf, touchedTargets } from './target-view.ts'
