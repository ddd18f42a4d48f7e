/**
 * The engine as the conductor sees it: two aggregates and how a deployment shows itself. A parameter, so that the simulator
 * and the tests may run another one.
 */
import type {
  DeploymentEvent,
  DeploymentSignal,
  DeploymentSummary,
  DeploymentTarget,
  GroupEvent,
  GroupSignal,
  HostStandingChange,
} from '@sluice/model'
import type { Aggregate } from '@sluice/engine'

export interface Engine<Group, Deployment> {
  /** A snapshot of another version is not read: the events are replayed. */
  version: string
  group: Aggregate<Group, GroupSignal, GroupEvent>
  deployment: Aggregate<Deployment, DeploymentSignal, DeploymentEvent>
  /** The rows of hosts whose standing an event changes, on the state just after it. */
  standingChanges(state: Group, event: GroupEvent): HostStandingChange[]
  /** The finished rows that readers get. */
  summaryOf(state: Deployment): DeploymentSummary
  targetOf(state: Deployment, index: number): DeploymentTarget
  /** Places of the targets whose rows an event changes. */
  touchedTargets(event: DeploymentEvent): Iterable<number>
}
