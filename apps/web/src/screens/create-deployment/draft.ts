/**
 * The draft of a deployment. Where, what and how live in the URL, so that a half-filled form can be sent to somebody;
 * what is prefilled (a redeploy, a group's own settings) counts until a person chooses otherwise.
 */
import type { RevisionOverview } from '@sluice/api/contracts'
import type { AutoRollbackConfiguration, FileExistsBehavior, RevisionLocation } from '@sluice/model'
import { useQuery } from '@tanstack/react-query'
import { useSearchParams } from 'react-router'
import { allPagesOf } from '../../query/all-pages.ts'
import { op } from '../../query/op.ts'
import { useSession } from '../../session/session.ts'
import { keepUnfinished } from './unfinished.ts'

export type OnFailure = 'rollBack' | 'leave' | 'never'

export interface Draft {
  application: string
  group: string
  /** `revisionId` of the chosen revision. */
  revision: string
  config: string
  files: FileExistsBehavior
  onFailure: OnFailure
  ignoreStopFailures: boolean
  /** Blue/green with existing hosts: tags of the replacement, as typed. */
  replacement: string
  description: string
  /** The revision whose warnings were read. */
  read: string
  from: string | undefined
  /** Not `from` again, but the revision that ran before it: the way back, to be looked at first. */
  isWayBack: boolean
  /** Saved on the server under this id. */
  draft: string | undefined
}

export type DraftField = Exclude<keyof Draft, 'from' | 'draft' | 'isWayBack'>
export type DraftForm = ReturnType<typeof useDraft>

const behaviours: readonly FileExistsBehavior[] = ['DISALLOW', 'OVERWRITE', 'RETAIN']
const rollbackChoices: readonly OnFailure[] = ['rollBack', 'leave', 'never']
/** What another application does not change. */
const ofTheForm = ['draft', 'description', 'step']
const isTrue = (param: string | null): boolean | undefined => (param === null ? undefined : param === 'true')

/** Everything the form chooses from, and the draft as far as it is known. */
export function useDraft() {
  const [params, setParams] = useSearchParams()
  const { userId = '' } = useSession()
  const from = params.get('from') ?? undefined
  const source = useQuery({ ...op('getDeployment', { deploymentId: from ?? '' }), enabled: from !== undefined })
  const again = source.data?.deploymentInfo

  const applications = useQuery(allPagesOf('listApplications', {}))
  const names = applications.data?.applications ?? []
  const application =
    params.get('application') ?? again?.applicationName ?? (names.length === 1 ? (names[0] ?? '') : '')
  const inApplication = { enabled: application !== '' }
  const groups = useQuery({ ...allPagesOf('listDeploymentGroups', { applicationName: application }), ...inApplication })
  const revisions = useQuery({
    ...allPagesOf('listApplicationRevisions', { applicationName: application }),
    ...inApplication,
  })
  const configs = useQuery(allPagesOf('listDeploymentConfigs', {}))

  const group = params.get('group') ?? again?.deploymentGroupName ?? ''
  const groupInfo = groups.data?.deploymentGroupsInfo.find((info) => info.deploymentGroupName === group)
  const revisionList = revisions.data?.revisionsInfo ?? []
  const isWayBack = from !== undefined && params.get('previous') === 'true'
  const prefilled = isWayBack ? again?.previousRevision : again?.revision
  const revision = params.get('revision') ?? revisionAt(prefilled, revisionList)

  const draft: Draft = {
    application,
    group,
    revision,
    config: params.get('config') ?? again?.deploymentConfigName ?? groupInfo?.deploymentConfigName ?? '',
    files: behaviours.find((one) => one === params.get('files')) ?? again?.fileExistsBehavior ?? 'DISALLOW',
    onFailure:
      rollbackChoices.find((one) => one === params.get('onFailure')) ??
      onFailureOf((again ?? groupInfo)?.autoRollbackConfiguration),
    ignoreStopFailures: isTrue(params.get('ignoreStopFailures')) ?? again?.ignoreApplicationStopFailures ?? false,
    replacement: params.get('replacement') ?? '',
    description: params.get('description') ?? '',
    read: params.get('read') ?? '',
    from,
    isWayBack,
    draft: params.get('draft') ?? undefined,
  }

  /** Choosing another application empties what belonged to the old one. */
  const choose = (field: DraftField, value: string) =>
    setParams(
      (before) => {
        const kept = [...before].filter(([name]) => field !== 'application' || ofTheForm.includes(name))
        const next = new URLSearchParams(kept)
        if (value === '') next.delete(field)
        else next.set(field, value)
        keepUnfinished(userId, next)
        return next
      },
      { replace: true },
    )

  return {
    draft,
    choose,
    loading: applications.isPending || (from !== undefined && source.isPending),
    error: applications.error ?? source.error,
    again,
    applications: names,
    groups: groups.data?.deploymentGroupsInfo ?? [],
    groupInfo,
    revisions: revisionList,
    revisionInfo: revisionList.find((info) => info.revisionId === revision),
    revisionsLoaded: revisions.isSuccess,
    configs: configs.data?.deploymentConfigsInfo ?? [],
  }
}

function revisionAt(wanted: RevisionLocation | undefined, revisions: readonly RevisionOverview[]): string {
  if (wanted === undefined) return ''
  return revisions.find((info) => sameObject(info.location, wanted))?.revisionId ?? ''
}

/** Other bytes at the same place are another revision. */
function sameObject({ s3Location: a }: RevisionLocation, { s3Location: b }: RevisionLocation): boolean {
  const isSamePlace = a.bucket === b.bucket && a.key === b.key && (a.version ?? '') === (b.version ?? '')
  return isSamePlace && (a.eTag === undefined || b.eTag === undefined || a.eTag === b.eTag)
}

export const onFailureOf = (rollback: AutoRollbackConfiguration | undefined): OnFailure =>
  rollback?.enabled === true && rollback.events.includes('DEPLOYMENT_FAILURE') ? 'rollBack' : 'leave'
