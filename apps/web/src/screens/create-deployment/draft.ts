/**
 * The draft of a deployment. Where, what and how live in the URL, so that a half-filled form can be sent to somebody;
 * what is prefilled (a redeploy, a group's own settings) counts until a person chooses otherwise.
 */
import type { ApiError } from '@sluice/api/client'
import type { AutoRollbackConfiguration, FileExistsBehavior } from '@sluice/model'
import { isTerminal } from '@sluice/model/deployment-status'
import { useQuery } from '@tanstack/react-query'
import { useSearchParams } from 'react-router'
import { allPagesOf } from '../../query/all-pages.ts'
import { op } from '../../query/op.ts'
import { useSession } from '../../session/session.ts'
import { isDoneAgain, onFailureAgain, onFailureOf, revisionAt, type OnFailure } from './again.ts'
import { hostsChoices, namesIn, type HostsChoice } from './hosts-choice.ts'
import { keepUnfinished } from './unfinished.ts'

export interface Draft {
  application: string
  group: string
  /** `revisionId` of the chosen revision. */
  revision: string
  config: string
  files: FileExistsBehavior
  onFailure: OnFailure
  /** The original's, until a person chooses: it is sent as it was. */
  rollbackAgain: AutoRollbackConfiguration | undefined
  ignoreStopFailures: boolean
  /** Which hosts of the group. */
  hosts: HostsChoice
  /** Names, as typed, while `hosts` is `chosen`. */
  only: string
  /** The same as a list; and those that were left part-way. */
  onlyTargets: readonly string[]
  /** Blue/green with existing hosts: tags of the replacement, as typed. */
  replacement: string
  description: string
  /** The revision whose warnings were read. */
  read: string
  /** The deployment that is done again. None once another group is chosen. */
  from: string | undefined
  /** `from`, while its own revision is chosen. */
  redeployOf: string | undefined
  /** `from`, while it is taken back: what ran before it is chosen. */
  rollbackOf: string | undefined
  /** Not `from` again, but the revision that ran before it: the way back, to be looked at first. */
  isWayBack: boolean
  /** The group's own revision and settings, for hosts that are not on it. */
  isCatchUp: boolean
  /** Saved on the server under this id. */
  draft: string | undefined
}

export type DraftField = Exclude<
  keyof Draft,
  'from' | 'redeployOf' | 'rollbackOf' | 'rollbackAgain' | 'draft' | 'isWayBack' | 'isCatchUp' | 'onlyTargets'
>
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
  const asked = params.get('from') ?? undefined
  const source = useQuery({ ...op('getDeployment', { deploymentId: asked ?? '' }), enabled: asked !== undefined })
  const original = source.data?.deploymentInfo

  const applications = useQuery(allPagesOf('listApplications', {}))
  const names = applications.data?.applications ?? []
  const application =
    params.get('application') ?? original?.applicationName ?? (names.length === 1 ? (names[0] ?? '') : '')
  const inApplication = { enabled: application !== '' }
  const groups = useQuery({ ...allPagesOf('listDeploymentGroups', { applicationName: application }), ...inApplication })
  const revisions = useQuery({
    ...allPagesOf('listApplicationRevisions', { applicationName: application }),
    ...inApplication,
  })
  const configs = useQuery(allPagesOf('listDeploymentConfigs', {}))

  const group = params.get('group') ?? original?.deploymentGroupName ?? ''
  const again = isDoneAgain(original, application, group) ? original : undefined
  const from = again && asked
  const groupInfo = groups.data?.deploymentGroupsInfo.find((info) => info.deploymentGroupName === group)
  const revisionList = revisions.data?.revisionsInfo ?? []
  const isWayBack = from !== undefined && params.get('previous') === 'true'
  const isCatchUp = again === undefined && params.get('catchUp') === 'true'
  const prefilled = isWayBack ? again?.previousRevision : isCatchUp ? groupInfo?.targetRevision : again?.revision
  const revision = params.get('revision') ?? revisionAt(prefilled, revisionList)
  const isSameRevision = revision === revisionAt(again?.revision, revisionList)
  const isOneBefore = revision !== '' && revision === revisionAt(again?.previousRevision, revisionList)
  const onFailure = rollbackChoices.find((one) => one === params.get('onFailure'))

  const left = useQuery({
    ...op('listTargetsLeftPartWay', { deploymentId: from ?? '' }),
    enabled: from !== undefined && original !== undefined && isTerminal(original.status),
  })
  const leftPartWay = left.data && { names: left.data.targetIds ?? [], notInGroup: left.data.notInGroup ?? 0 }
  const back = useQuery({ ...op('planRollBack', { deploymentId: from ?? '' }), enabled: isWayBack, retry: false })
  const changed = back.data?.onlyChangedHosts
  const hosts = hostsChoices.find((one) => one === params.get('hosts')) ?? 'all'
  const only = params.get('only') ?? ''

  const own = groupInfo?.autoRollbackConfiguration
  const filesAgain = isWayBack ? back.data?.fileExistsBehavior : again?.fileExistsBehavior
  // A rollback starts no other.
  const onFailureFirst = isWayBack ? 'leave' : again ? onFailureAgain(again, own) : onFailureOf(own)
  const named: Readonly<Record<HostsChoice, readonly string[]>> = {
    all: [],
    outdated: [],
    left: leftPartWay?.names ?? [],
    changed: changed?.to?.targetIds ?? [],
    chosen: namesIn(only, groupInfo?.matchingInstances),
  }

  const draft: Draft = {
    application,
    group,
    revision,
    config: params.get('config') ?? again?.deploymentConfigName ?? groupInfo?.deploymentConfigName ?? '',
    files: behaviours.find((one) => one === params.get('files')) ?? filesAgain ?? 'DISALLOW',
    onFailure: onFailure ?? onFailureFirst,
    rollbackAgain: onFailure === undefined ? (isWayBack ? own : again?.autoRollbackConfiguration) : undefined,
    ignoreStopFailures: isTrue(params.get('ignoreStopFailures')) ?? again?.ignoreApplicationStopFailures ?? false,
    hosts,
    only,
    onlyTargets: named[hosts],
    replacement: params.get('replacement') ?? '',
    description: params.get('description') ?? '',
    read: params.get('read') ?? '',
    from,
    redeployOf: isSameRevision && !isWayBack ? from : undefined,
    rollbackOf: isOneBefore && isWayBack ? from : undefined,
    isWayBack,
    isCatchUp,
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
      // A choice that is pressed is seen at once, also while the rest of the page is still being drawn.
      { replace: true, flushSync: true },
    )

  return {
    draft,
    choose,
    loading: applications.isPending || (asked !== undefined && source.isPending) || (isWayBack && back.isPending),
    /** Only what is needed and was never there: what is shown stays when asking again fails. */
    error: unanswered(applications) ?? (asked === undefined ? null : unanswered(source)),
    retry: () => void Promise.all([applications, source].map((query) => query.error && query.refetch())),
    again,
    /** By the deployment that is done again: those that nothing put right since, and how many more the group has no longer. */
    leftPartWay,
    /** By the deployment that is taken back: whether those alone, and which. Absent where it changed all. */
    changed,
    applications: names,
    groups: groups.data?.deploymentGroupsInfo ?? [],
    groupInfo,
    revisions: revisionList,
    revisionInfo: revisionList.find((info) => info.revisionId === revision),
    revisionsLoaded: revisions.isSuccess && (!isCatchUp || groups.isSuccess),
    configs: configs.data?.deploymentConfigsInfo ?? [],
  }
}

const unanswered = ({ data, error }: { data: unknown; error: ApiError | null }): ApiError | null =>
  data === undefined ? error : null
