/**
 * What the group form holds, and what is sent of it. The form has one editor of tag groups: both kinds of tags match every host
 * here. One tag group is sent as the flat list, several as a set.
 */
import type { DeploymentGroupInfo, Input } from '@sluice/api/contracts'
import type { AutoRollbackConfiguration, TagFilter } from '@sluice/model'
import { trafficDraftOf, trafficSettings } from './traffic-draft.ts'
import type { TrafficDraft } from './traffic-draft.ts'

export interface GroupDraft {
  name: string
  config: string
  rollBack: boolean
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

export function groupSettings(draft: GroupDraft, info: DeploymentGroupInfo | undefined): Settings {
  return {
    deploymentConfigName: draft.config,
    ...tagSettings(draft, info),
    ...trafficSettings(draft.traffic),
    autoRollbackConfiguration: rollbackOf(info, draft.rollBack),
  }
}

export function createInput(application: string, draft: GroupDraft): Input<'createDeploymentGroup'> {
  return { applicationName: application, deploymentGroupName: draft.name, ...groupSettings(draft, undefined) }
}

export function updateInput(info: DeploymentGroupInfo, draft: GroupDraft): Input<'updateDeploymentGroup'> {
  const { applicationName, deploymentGroupName } = info
  return {
    applicationName,
    currentDeploymentGroupName: deploymentGroupName,
    ...(draft.name === deploymentGroupName ? {} : { newDeploymentGroupName: draft.name }),
    ...groupSettings(draft, info),
  }
}

type TagSettings = Pick<Settings, 'ec2TagFilters' | 'ec2TagSet' | 'onPremisesInstanceTagFilters' | 'onPremisesTagSet'>

/** A form that had tags of the other kind in its editor sends them as these, and clears those. */
export function tagSettings({ tagGroups, traffic }: GroupDraft, info: DeploymentGroupInfo | undefined): TagSettings {
  const isBlueGreen = traffic.type === 'BLUE_GREEN'
  const groups = tagGroups
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

const isFilledIn = ({ Key = '', Value = '' }: TagFilter): boolean => Key !== '' || Value !== ''

/** On failure at least; what scripts set besides stays, switched off or not. */
function rollbackOf(info: DeploymentGroupInfo | undefined, enabled: boolean): AutoRollbackConfiguration {
  const events = info?.autoRollbackConfiguration?.events ?? []
  return {
    enabled,
    events: enabled && !events.includes('DEPLOYMENT_FAILURE') ? [...events, 'DEPLOYMENT_FAILURE'] : events,
  }
}
