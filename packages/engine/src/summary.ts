/** The finished row of a deployment. Made from counters: it costs the same for any fleet. */
import type { DeploymentOverview, DeploymentSummary } from '@sluice/model'
import { actionsOf } from './actions.ts'
import { endOf, type Deployment, type DeploymentState } from './deployment/deployment-state.ts'
import { healthOf, stopConsequencesOf } from './health.ts'
import { phasesOf } from './phases.ts'
import { sentenceOf } from './sentence.ts'
import { standingOf } from './strategies/blue-green/standing.ts'
import { zonesStandingOf } from './strategies/in-place/zone-standing.ts'
import { instant } from './words.ts'

/** A deployment that was not created yet has no summary: asking for it is a fault. */
export function summaryOf({ deploymentId, deployment }: DeploymentState): DeploymentSummary {
  if (deployment === undefined) throw new Error(`${deploymentId} was not created`)
  const blueGreen = standingOf(deployment)
  const zones = zonesStandingOf(deployment)
  return {
    ...asked(deployment),
    ...standing(deployment),
    ...links(deployment),
    ...related(deployment),
    lifecycleEvents: [...deployment.lifecycleEvents],
    sentence: sentenceOf(deployment),
    health: healthOf(deployment),
    phases: phasesOf(deployment),
    stopConsequences: stopConsequencesOf(deployment),
    actions: actionsOf(deployment),
    ...(blueGreen && { blueGreen }),
    ...(zones && { zones }),
    parallel: zones === undefined ? Math.max(0, deployment.counts.total - deployment.minimum) : deployment.layout.size,
  }
}

/** What does not change after the creation. */
function asked({ spec, fallback }: Deployment) {
  return {
    deploymentId: spec.deploymentId,
    accountId: spec.accountId,
    applicationName: spec.applicationName,
    deploymentGroupName: spec.deploymentGroupName,
    deploymentGroupId: spec.deploymentGroupId,
    deploymentConfigName: spec.deploymentConfigName,
    minimumHealthyHosts: spec.minimumHealthyHosts,
    computePlatform: 'Server' as const,
    deploymentStyle: spec.deploymentStyle,
    revision: spec.revision.location,
    revisionName: spec.revision.name,
    revisionSha256: spec.revision.sha256,
    ...(fallback && { previousRevision: fallback.revision.location, previousRevisionName: fallback.revision.name }),
    creator: spec.creator,
    startedBy: spec.startedBy,
    ...(spec.description !== undefined && { description: spec.description }),
    createTime: instant(spec.createdAt),
    ...(spec.redeployOf !== undefined && { redeployOf: spec.redeployOf }),
    ignoreApplicationStopFailures: spec.ignoreApplicationStopFailures,
    fileExistsBehavior: spec.fileExistsBehavior,
    ...(spec.narrowed?.by === 'updateOutdatedInstancesOnly' && { updateOutdatedInstancesOnly: true }),
    ...(spec.narrowed && { narrowed: spec.narrowed }),
    ...(spec.targetGroupNames && { targetGroupNames: spec.targetGroupNames }),
    ...(spec.autoRollbackConfiguration && { autoRollbackConfiguration: spec.autoRollbackConfiguration }),
  }
}

function standing(deployment: Deployment) {
  const { life, held, stop } = deployment
  const startedAt = 'startedAt' in life ? life.startedAt : undefined
  const end = endOf(deployment)
  return {
    status: life.status,
    deploymentOverview: overviewOf(deployment),
    ...(startedAt !== undefined && { startTime: instant(startedAt) }),
    ...(end && { completeTime: instant(end.endedAt) }),
    ...(end?.error && { errorInformation: end.error }),
    ...(held && { held: { by: held.by, since: instant(held.since) } }),
    ...(stop && { stopRequested: { ...stop, at: instant(stop.at) } }),
  }
}

/** Both fleets together. */
function overviewOf({ standings: { receiving, leaving } }: Deployment): DeploymentOverview {
  return {
    Pending: receiving.pending + leaving.pending,
    InProgress: receiving.inProgress + leaving.inProgress,
    Succeeded: receiving.succeeded + leaving.succeeded,
    Failed: receiving.failed + leaving.failed,
    Skipped: receiving.skipped + leaving.skipped,
    Ready: receiving.ready + leaving.ready,
  }
}

/** Both ways: what takes this one back, and what this one takes back. */
function links({ takenBack, spec }: Deployment): Pick<DeploymentSummary, 'rollbackInfo'> {
  const message = takenBack?.message ?? spec.rollbackOf?.message
  if (message === undefined) return {}
  return {
    rollbackInfo: {
      ...(takenBack?.deploymentId !== undefined && { rollbackDeploymentId: takenBack.deploymentId }),
      ...(spec.rollbackOf && { rollbackTriggeringDeploymentId: spec.rollbackOf.deploymentId }),
      rollbackMessage: message,
    },
  }
}

/** Both ways: what it follows on hosts that began to match then, and what follows it. */
function related({ spec, autoUpdates }: Deployment): Pick<DeploymentSummary, 'relatedDeployments'> {
  if (spec.autoUpdateOf === undefined && autoUpdates === undefined) return {}
  return {
    relatedDeployments: {
      ...(spec.autoUpdateOf !== undefined && { autoUpdateOutdatedInstancesRootDeploymentId: spec.autoUpdateOf }),
      ...(autoUpdates && { autoUpdateOutdatedInstancesDeploymentIds: [...autoUpdates] }),
    },
  }
}
