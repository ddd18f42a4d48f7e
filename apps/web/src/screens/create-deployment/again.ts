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

/**
 * What was switched off for one deployment stays off when it is done again, whatever its group says. Where the group rolls back on
 * nothing but a failure, that is no more than leaving it.
 */
export function onFailureAgain(
  { autoRollbackConfiguration: was }: DeploymentSummary,
  own: AutoRollbackConfiguration | undefined,
): OnFailure {
  return was?.enabled === false && eventsBesidesFailure(own).length > 0 ? 'never' : onFailureOf(was)
}

/** On what else the group rolls back by itself: a stop, an alarm. */
export const eventsBesidesFailure = (own: AutoRollbackConfiguration | undefined) =>
  (own?.enabled === true ? own.events : []).filter((event) => event !== 'DEPLOYMENT_FAILURE')

export const onFailureOf = (rollback: AutoRollbackConfiguration | undefined): OnFailure =>
  rollback?.enabled === true && rollback.events.includes('DEPLOYMENT_FAILURE') ? 'rollBack' : 'leave'
