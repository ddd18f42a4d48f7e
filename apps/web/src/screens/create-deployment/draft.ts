/**
 * The draft of a deployment. Where, what and how live in the URL, so that a half-filled form can be sent to somebody;
 * what is prefilled (a redeploy, a group's own settings) counts until a person chooses otherwise.
 */
import type { Input } from '@sluice/api/contracts'
import type { DeploymentGroupInfo, RevisionOverview } from '@sluice/api/contracts'
import type { DeploymentSummary, FileExistsBehavior, RevisionLocation } from '@sluice/model'
import { useQuery } from '@tanstack/react-query'
import { useSearchParams } from 'react-router'
import { op } from '../../query/op.ts'

export type OnFailure = 'rollBack' | 'leave'

export interface Draft {
  application: string
  group: string
  /** `revisionId` of the chosen revision. */
  revision: string
  config: string
  files: FileExistsBehavior
  onFailure: OnFailure
  from: string | undefined
}

export type DraftField = Exclude<keyof Draft, 'from'>

const behaviours: readonly FileExistsBehavior[] = ['DISALLOW', 'OVERWRITE', 'RETAIN']

/** Everything the form chooses from, and the draft as far as it is known. */
export function useDraft() {
  const [params, setParams] = useSearchParams()
  const from = params.get('from') ?? undefined
  const source = useQuery({ ...op('getDeployment', { deploymentId: from ?? '' }), enabled: from !== undefined })
  const again = source.data?.deploymentInfo

  const applications = useQuery(op('listApplications', {}))
  const names = applications.data?.applications ?? []
  const application =
    params.get('application') ?? again?.applicationName ?? (names.length === 1 ? (names[0] ?? '') : '')
  const inApplication = { enabled: application !== '' }
  const groups = useQuery({ ...op('listDeploymentGroups', { applicationName: application }), ...inApplication })
  const revisions = useQuery({ ...op('listApplicationRevisions', { applicationName: application }), ...inApplication })
  const configs = useQuery(op('listDeploymentConfigs', {}))

  const group = params.get('group') ?? again?.deploymentGroupName ?? ''
  const groupInfo = groups.data?.deploymentGroupsInfo.find((info) => info.deploymentGroupName === group)
  const revisionList = revisions.data?.revisionsInfo ?? []
  const revision = params.get('revision') ?? prefilledRevision(again, revisionList)

  const draft: Draft = {
    application,
    group,
    revision,
    config: params.get('config') ?? again?.deploymentConfigName ?? groupInfo?.deploymentConfigName ?? '',
    files: behaviours.find((one) => one === params.get('files')) ?? again?.fileExistsBehavior ?? 'DISALLOW',
    onFailure: onFailureOf(params.get('onFailure'), groupInfo),
    from,
  }

  /** Choosing another application empties what belonged to the old one. */
  const choose = (field: DraftField, value: string) =>
    setParams(
      (before) => {
        const next = new URLSearchParams(field === 'application' ? {} : before)
        if (value === '') next.delete(field)
        else next.set(field, value)
        return next
      },
      { replace: true },
    )

  return {
    draft,
    choose,
    loading: applications.isPending || (from !== undefined && source.isPending),
    error: applications.error ?? source.error,
    applications: names,
    groups: groups.data?.deploymentGroupsInfo ?? [],
    groupInfo,
    revisions: revisionList,
    revisionInfo: revisionList.find((info) => info.revisionId === revision),
    configs: configs.data?.deploymentConfigsInfo ?? [],
  }
}

function prefilledRevision(again: DeploymentSummary | undefined, revisions: readonly RevisionOverview[]): string {
  if (again === undefined) return ''
  return revisions.find((info) => sameObject(info.location, again.revision))?.revisionId ?? ''
}

const sameObject = (a: RevisionLocation, b: RevisionLocation): boolean =>
  JSON.stringify([a.s3Location.bucket, a.s3Location.key, a.s3Location.version ?? '']) ===
  JSON.stringify([b.s3Location.bucket, b.s3Location.key, b.s3Location.version ?? ''])

function onFailureOf(chosen: string | null, group: DeploymentGroupInfo | undefined): OnFailure {
  if (chosen === 'rollBack' || chosen === 'leave') return chosen
  return group?.autoRollbackConfiguration?.enabled === true ? 'rollBack' : 'leave'
}

/** What is sent when the form is complete. */
export function createInput(
  draft: Draft,
  revision: RevisionLocation,
  more: { description: string; ignoreStopFailures: boolean },
): Input<'createDeployment'> {
  return {
    applicationName: draft.application,
    deploymentGroupName: draft.group,
    revision,
    deploymentConfigName: draft.config,
    fileExistsBehavior: draft.files,
    autoRollbackConfiguration:
      draft.onFailure === 'rollBack'
        ? { enabled: true, events: ['DEPLOYMENT_FAILURE'] }
        : { enabled: false, events: [] },
    ...(more.ignoreStopFailures ? { ignoreApplicationStopFailures: true } : {}),
    ...(more.description === '' ? {} : { description: more.description }),
    ...(draft.from === undefined ? {} : { redeployOf: draft.from }),
  }
}
