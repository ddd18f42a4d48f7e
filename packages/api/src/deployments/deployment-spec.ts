/** Everything a new deployment must know, gathered once and frozen: from the group, the configuration and the wish. */
import {
  limits,
  personId,
  type AutoRollbackConfiguration,
  type BlueGreenSpec,
  type DeploymentConfigInfo,
  type DeploymentGroup,
  type DeploymentSpec,
  type FileExistsBehavior,
  type RevisionInUse,
  type ZonesSpec,
} from '@sluice/model'
import type { Call } from '../handler.ts'
import { targetGroupNamesOf } from '../queries/fleet.ts'
import { drawDeploymentId } from '../queries/random-ids.ts'

export interface Wish {
  group: DeploymentGroup
  config: Pick<DeploymentConfigInfo, 'deploymentConfigName' | 'minimumHealthyHosts'>
  revision: RevisionInUse
  /** Host names in the order they will be taken. */
  targets: string[]
  blueGreen?: BlueGreenSpec | undefined
  /** In place by zones: `targets` are the hosts of one after the other. */
  zones?: ZonesSpec | undefined
  description?: string | undefined
  ignoreApplicationStopFailures?: boolean | undefined
  fileExistsBehavior?: FileExistsBehavior | undefined
  autoRollbackConfiguration?: AutoRollbackConfiguration | undefined
  redeployOf?: string | undefined
  rollbackOf?: DeploymentSpec['rollbackOf'] | undefined
}

/** Drawn before the decision: a decision made twice means the same deployment, and nothing happens before its creation. */
export interface Birth {
  deploymentId: string
  rollbackDeploymentId: string
  /** Milliseconds since the epoch. */
  createdAt: number
}

export const drawBirth = ({ ports }: Call): Birth => ({
  deploymentId: drawDeploymentId(ports),
  rollbackDeploymentId: drawDeploymentId(ports),
  createdAt: ports.now(),
})

export function deploymentSpec({ actor, ports }: Call, birth: Birth, wish: Wish): DeploymentSpec {
  const { group, config, revision, targets, blueGreen, zones, description, redeployOf, rollbackOf } = wish
  const targetGroupNames = targetGroupNamesOf(group)
  const autoRollbackConfiguration = wish.autoRollbackConfiguration ?? group.autoRollbackConfiguration
  return {
    ...birth,
    accountId: group.accountId,
    region: ports.settings.region,
    deploymentGroupId: group.deploymentGroupId,
    applicationName: group.applicationName,
    deploymentGroupName: group.deploymentGroupName,
    deploymentStyle: group.deploymentStyle,
    deploymentConfigName: config.deploymentConfigName,
    minimumHealthyHosts: config.minimumHealthyHosts,
    revision,
    ...(description !== undefined && { description }),
    creator: 'user',
    startedBy: actor.name,
    startedById: personId(actor),
    ignoreApplicationStopFailures: wish.ignoreApplicationStopFailures ?? false,
    fileExistsBehavior: wish.fileExistsBehavior ?? 'DISALLOW',
    ...(autoRollbackConfiguration && { autoRollbackConfiguration }),
    targets,
    clocks: {
      startLimitSeconds: ports.settings.startLimitSeconds,
      eventLimitSeconds: ports.settings.eventLimitSeconds,
      totalLimitSeconds: wish.blueGreen === undefined ? limits.inPlaceTotalSeconds : limits.blueGreenTotalSeconds,
    },
    ...(targetGroupNames.length > 0 && { targetGroupNames }),
    ...(blueGreen && { blueGreen }),
    ...(zones && { zones }),
    ...(rollbackOf && { rollbackOf }),
    ...(redeployOf !== undefined && { redeployOf }),
  }
}
