/** What is sent: to plan while somebody chooses, and to start when the form is complete. */
import type { DeploymentGroupInfo, Input } from '@sluice/api/contracts'
import type { AutoRollbackConfiguration, RevisionLocation } from '@sluice/model'
import { eventsBesidesFailure, onFailureOf, type OnFailure } from './again.ts'
import type { Draft } from './draft.ts'
import { narrowingOf } from './hosts-choice.ts'
import { targetInstancesOf } from './replacement.ts'

interface Chosen {
  draft: Draft
  groupInfo: DeploymentGroupInfo | undefined
}

export function createInput({ draft, groupInfo }: Chosen, revision: RevisionLocation): Input<'createDeployment'> {
  return {
    applicationName: draft.application,
    deploymentGroupName: draft.group,
    revision,
    ...settingsOf({ draft, groupInfo }),
    ...narrowingOf(draft, groupInfo),
    ...targetInstancesOf(groupInfo, draft.replacement),
    ...(draft.description === '' ? {} : { description: draft.description }),
    ...(draft.redeployOf === undefined ? {} : { redeployOf: draft.redeployOf }),
    ...(draft.rollbackOf === undefined ? {} : { rollbackOf: draft.rollbackOf }),
    ...(draft.draft === undefined ? {} : { draftId: draft.draft }),
  }
}

export function planInput(
  { draft, groupInfo }: Chosen,
  revision: RevisionLocation | undefined,
): Input<'planDeployment'> {
  return {
    applicationName: draft.application,
    deploymentGroupName: draft.group,
    ...(revision === undefined ? {} : { revision }),
    ...settingsOf({ draft, groupInfo }),
    ...narrowingOf(draft, groupInfo),
    ...targetInstancesOf(groupInfo, draft.replacement),
    ...(draft.rollbackOf === undefined ? {} : { rollbackOf: draft.rollbackOf }),
  }
}

/** Fields of ours in `createDeployment`, which CodeDeploy does not have. */
export const ourFields = ['redeployOf', 'rollbackOf', 'draftId', 'onlyTargets'] as const

function settingsOf({ draft, groupInfo }: Chosen) {
  return {
    ...(draft.config === '' ? {} : { deploymentConfigName: draft.config }),
    fileExistsBehavior: draft.files,
    ...(draft.rollbackAgain === undefined
      ? rollbackWish(draft.onFailure, groupInfo?.autoRollbackConfiguration)
      : { autoRollbackConfiguration: draft.rollbackAgain }),
    ...(draft.ignoreStopFailures ? { ignoreApplicationStopFailures: true } : {}),
  }
}

/** Said only when it differs from the group's own, so that what else is set there (a rollback when stopped) stays. */
function rollbackWish(
  wanted: OnFailure,
  own: AutoRollbackConfiguration | undefined,
): Pick<Input<'createDeployment'>, 'autoRollbackConfiguration'> {
  if (wanted === 'never') return { autoRollbackConfiguration: { enabled: false, events: [] } }
  if (wanted === onFailureOf(own)) return {}
  const others = eventsBesidesFailure(own)
  const events = wanted === 'rollBack' ? (['DEPLOYMENT_FAILURE', ...others] as const) : others
  return { autoRollbackConfiguration: { enabled: events.length > 0, events: [...events] } }
}
