/** What happens next to a group and to a deployment. Pure: no clock, no chance, no input or output, nothing asynchronous. */
export { noReaction, type Aggregate, type Reaction } from './aggregate.ts'
export { deploymentAggregate } from './deployment/deployment-aggregate.ts'
export type { DeploymentState } from './deployment/deployment-state.ts'
export { engineVersion } from './engine-version.ts'
export { criteria, fleetPreview, neverStartsUpTo, type PreviewZones } from './fleet-preview.ts'
export { alignment, type Stretch } from './failures/alignment.ts'
export { failureGroups, type FailedHost, type FailureGroup } from './failures/failure-groups.ts'
export { separatorText } from './failures/separator-words.ts'
export {
  countTraits,
  separators,
  type Separator,
  type Trait,
  type TraitCounts,
  type Traits,
} from './failures/separators.ts'
export { template, withoutArchivePath, withoutColours } from './failures/template.ts'
export { groupAggregate } from './group/group-aggregate.ts'
export type { GroupState } from './group/group-state.ts'
export { standingChanges } from './group/standing-changes.ts'
export type { LastTime } from './out-of-service-words.ts'
export { isOutOfService, orderHosts, plannedOrder, type PlannedOrder, type StandingOf } from './host-order.ts'
export { isOfWholeGroup, narrowedHosts, type KnownHosts } from './narrowing.ts'
export { plan, type PlanInput } from './plan.ts'
export { automaticRollbackStarter } from './rollback.ts'
export { summaryOf } from './summary.ts'
export { targetOf, touchedTargets } from './target-view.ts'
export { unasked } from './unasked.ts'
export { zonePlaces, zonesOver } from './zone-waves.ts'
