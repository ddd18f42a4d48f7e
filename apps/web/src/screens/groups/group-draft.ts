/**
 * What the group form holds, and what is sent of it. The form has one editor of tag groups: both kinds of tags match every host
 * here. One tag group is sent as the flat list, several as a set.
 */
import type { DeploymentGroupInfo, Input } from '@sluice/api/contracts'
import { laterHostsPolicy } from '@sluice/model'
import type { AutoRollbackConfiguration, LaterHostsPolicy, NewHosts, TagFilter } from '@sluice/model'
import { trafficDraftOf, trafficSettings } from './traffic-draft.ts'
import type { TrafficDraft } from './traffic-draft.ts'

export interface GroupDraft {
  name: string
  config: string
  rollBack: boolean
  /** What happens to hosts that begin to match later, and while a deployment runs. */
  newHosts: NewHosts
  /** Only where they get the last revision by themselves. */
  discardFailed: boolean
  followOn: boolean
  /** A host must match each of them, by one of its filters. */
  tagGroups: readonly (readonly TagFilter[])[]
  traffic: TrafficDraft
}

export const emptyFilter: TagFilter = { Type: 'KEY_AND_VALUE', Key: '', Value: '' }

export function groupDraftOf(info: DeploymentGroupInfo | undefined): GroupDraft {
  return {
    name: info?.deploymentGroupName ?? '',
    config: info?.deploymentConfigName ?? 'CodeDeployDefault.OneAtATime',
    rollBack: info === undefined || info.autoRollbackConfiguration?.enabled === true,
    newHosts: laterHostsPolicy(info ?? {}).newHosts,
    discardFailed: laterHostsPolicy(info ?? {}).failedNewHosts === 'discard',
    followOn: info === undefined || laterHostsPolicy(info).outdatedInstancesStrategy === 'UPDATE',
    tagGroups: info === undefined ? [[emptyFilter]] : tagGroupsIn(info),
    traffic: trafficDraftOf(info),
  }
}

type Selecting = Pick<
  DeploymentGroupInfo,
  'ec2TagFilters' | 'ec2TagSet' | 'onPremisesInstanceTagFilters' | 'onPremisesTagSet'
>

/** Flat lists of both kinds are one tag group: a host of any of them is selected. */
function tagGroupsIn(info: Selecting): TagFilter[][] {
  const ec2Set = info.ec2TagSet?.ec2TagSetList ?? []
  const ownSet = info.onPremisesTagSet?.onPremisesTagSetList ?? []
  if (ec2Set.length > 0) return ec2Set
  if (ownSet.length > 0 && info.ec2TagFilters.length === 0) return ownSet
  return [ownSet.length > 0 ? info.ec2TagFilters : [...info.ec2TagFilters, ...info.onPremisesInstanceTagFilters]]
}

/** Tags of the other kind beside a set: one editor cannot hold "all of these, or those". They stay as they are. */
export function keptBeside(info: DeploymentGroupInfo | undefined): boolean {
  if (info === undefined) return false
  const ec2Set = (info.ec2TagSet?.ec2TagSetList ?? []).length > 0
  const ownSet = (info.onPremisesTagSet?.onPremisesTagSetList ?? []).length > 0
  return (
    (ec2Set && (ownSet || info.onPremisesInstanceTagFilters.length > 0)) || (ownSet && info.ec2TagFilters.length > 0)
  )
}

type Settings = Omit<
  Input<'updateDeploymentGroup'>,
  'applicationName' | 'currentDeploymentGroupName' | 'newDeploymentGroupName'
>

export function createInput(application: string, draft: GroupDraft): Input<'createDeploymentGroup'> {
  return {
    applicationName: application,
    deploymentGroupName: draft.name,
    deploymentConfigName: draft.config,
    ...tagSettings(draft, undefined),
    ...trafficSettings(draft.traffic),
    autoRollbackConfiguration: rollbackOf(undefined, draft.rollBack),
    ...laterHosts(draft),
  }
}

/** Only what differs from the form as it was opened: what somebody else saved since stays. */
export function updateInput(
  info: DeploymentGroupInfo,
  draft: GroupDraft,
  opened: GroupDraft,
): Input<'updateDeploymentGroup'> {
  const { applicationName, deploymentGroupName } = info
  const areTagsKept = isSame(draft.tagGroups, opened.tagGroups) && draft.traffic.type === opened.traffic.type
  return {
    applicationName,
    currentDeploymentGroupName: deploymentGroupName,
    ...(draft.name === opened.name ? {} : { newDeploymentGroupName: draft.name }),
    ...(draft.config === opened.config ? {} : { deploymentConfigName: draft.config }),
    ...(areTagsKept ? {} : tagSettings(draft, info)),
    ...differing(trafficSettings(draft.traffic), trafficSettings(opened.traffic)),
    ...differing(laterHosts(draft), laterHosts(opened)),
    ...(draft.rollBack === opened.rollBack ? {} : { autoRollbackConfiguration: rollbackOf(info, draft.rollBack) }),
  }
}

/** The hosts of a blue/green group are those that serve: none begins to match. */
function laterHosts({ newHosts: chosen, discardFailed, followOn, traffic }: GroupDraft): Required<LaterHostsPolicy> {
  const newHosts = traffic.type === 'BLUE_GREEN' ? 'off' : chosen
  return {
    newHosts,
    failedNewHosts: newHosts === 'automatic' && discardFailed ? 'discard' : 'keep',
    outdatedInstancesStrategy: followOn ? 'UPDATE' : 'IGNORE',
  }
}

function differing<Members extends object>(now: Members, before: Members): Partial<Members> {
  const same = (Object.keys(now) as (keyof Members)[]).filter((name) => isSame(now[name], before[name]))
  const changed = { ...now }
  for (const name of same) delete changed[name]
  return changed
}

export const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

type TagSettings = Pick<Settings, 'ec2TagFilters' | 'ec2TagSet' | 'onPremisesInstanceTagFilters' | 'onPremisesTagSet'>

/** A form that had tags of the other kind in its editor sends them as these, and clears those. */
export function tagSettings({ tagGroups, traffic }: GroupDraft, info: DeploymentGroupInfo | undefined): TagSettings {
  const isBlueGreen = traffic.type === 'BLUE_GREEN'
  const kept = info === undefined ? [] : tagGroupsIn(info).flat()
  const groups = tagGroups
    .map((group) => group.map((filter) => (kept.some((one) => isSame(one, filter)) ? filter : trimmed(filter))))
    .map((group) => (isBlueGreen || tagGroups.length > 1 ? group.filter(isFilledIn) : [...group]))
    .filter((group) => group.length > 0)
  const selected: TagSettings =
    groups.length > 1
      ? { ec2TagSet: { ec2TagSetList: groups } }
      : { ec2TagFilters: groups[0] ?? [], ...withoutEc2Set(info) }
  return { ...selected, ...(info === undefined || keptBeside(info) ? {} : withoutOwn(info)) }
}

const withoutEc2Set = (info: DeploymentGroupInfo | undefined): TagSettings =>
  info?.ec2TagSet === undefined ? {} : { ec2TagSet: { ec2TagSetList: [] } }

const withoutOwn = (info: DeploymentGroupInfo): TagSettings => ({
  onPremisesInstanceTagFilters: [],
  ...(info.onPremisesTagSet === undefined ? {} : { onPremisesTagSet: { onPremisesTagSetList: [] } }),
})

/** Hosts get their tags without blanks at the ends: with one, a filter would match nobody. What a script set stays. */
const trimmed = ({ Type, Key, Value }: TagFilter): TagFilter => ({
  Type,
  ...(Key !== undefined && { Key: Key.trim() }),
  ...(Value !== undefined && { Value: Value.trim() }),
})

const isFilledIn = ({ Key = '', Value = '' }: TagFilter): boolean => Key !== '' || Value !== ''

/** On failure at least; what scripts set besides stays, switched off or not. */
function rollbackOf(info: DeploymentGroupInfo | undefined, enabled: boolean): AutoRollbackConfiguration {
  const events = info?.autoRollbackConfiguration?.events ?? []
  return {
    enabled,
    events: enabled && !events.includes('DEPLOYMENT_FAILURE') ? [...events, 'DEPLOYMENT_FAILURE'] : events,
  }
}
