/** What a deployment brings into the form when it is done again: everything in its own group, nothing in another one. */
import type { RevisionOverview } from '@sluice/api/contracts'
import type { AutoRollbackConfiguration, DeploymentSummary, RevisionLocation } from '@sluice/model'

export type OnFailure = 'rollBack' | 'leave' | 'never'

export const isDoneAgain = (original: DeploymentSummary | undefined, application: string, group: string): boolean =>
  original?.applicationName === application && original.deploymentGroupName === group

export function revisionAt(wanted: RevisionLocation | undefined, revisions: readonly RevisionOverview[]): string {
  if (wanted === undefined) return ''
  return revisions.find((info) => sameObject(info.location, wanted))?.revisionId ?? ''
}

/** Other bytes at the same place are another revision. */
function sameObject({ s3Location: a }: RevisionLocation, { s3Location: b }: RevisionLocation): boolean {
  const isSamePlace = a.bucket === b.bucket && a.key === b.key && (a.version ?? '') === (b.version ?? '')
  return isSamePlace && (a.eTag === undefined || b.eTag === undefined || a.eTag === b.eTag)
}

/** What was switched off for one deployment stays off when it is done again, whatever its group says. */
export const onFailureAgain = ({ autoRollbackConfiguration: was }: DeploymentSummary): OnFailure =>
  was?.enabled === false ? 'never' : onFailureOf(was)

export const onFailureOf = (rollback: AutoRollbackConfiguration | undefined): OnFailure =>
  rollback?.enabled === true && rollback.events.includes('DEPLOYMENT_FAILURE') ? 'rollBack' : 'leave'
