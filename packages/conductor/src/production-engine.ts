/** The engine of the product, as the conductor takes it. */
import {
  deploymentAggregate,
  engineVersion,
  groupAggregate,
  standingChanges,
  summaryOf,
  targetOf,
  touchedTargets,
  type DeploymentState,
  type GroupState,
} from '@sluice/engine'
import type { Engine } from './engine-port.ts'

export const productionEngine: Engine<GroupState, DeploymentState> = {
  version: engineVersion,
  group: groupAggregate,
  deployment: deploymentAggregate,
  standingChanges,
  summaryOf,
  targetOf,
  touchedTargets,
}
