import type { DeploymentGroupInfo } from '@sluice/api/contracts'
import type { TagFilter } from '@sluice/model'
import { describe, expect, it } from 'vitest'
import { partOf } from '../../query/testing/part-of.ts'
import { createInput, groupDraftOf, keptBeside, tagSettings, updateInput } from './group-draft.ts'

const is = (Key: string, Value: string): TagFilter => ({ Type: 'KEY_AND_VALUE', Key, Value })
const infoWith = (more: Partial<DeploymentGroupInfo>) =>
  partOf<DeploymentGroupInfo>({
    applicationName: 'shop',
    deploymentGroupName: 'production',
    deploymentConfigName: 'CodeDeployDefault.OneAtATime',
    deploymentStyle: { deploymentType: 'IN_PLACE', deploymentOption: 'WITHOUT_TRAFFIC_CONTROL' },
    ec2TagFilters: [],
    onPremisesInstanceTagFilters: [],
    autoScalingGroups: [],
    ...more,
  })
const sentOf = (info: DeploymentGroupInfo, tagGroups = groupDraftOf(info).tagGroups) =>
  tagSettings({ ...groupDraftOf(info), tagGroups }, info)

describe('what is sent of tags', () => {
  const two = [[is('env', 'prod')], [is('zone', 'eu')]]

  it('is a flat list for one tag group, and a set for several', () => {
    const draft = { ...groupDraftOf(undefined), name: 'live' }
    expect(createInput('shop', { ...draft, tagGroups: [[is('env', 'prod')]] }).ec2TagFilters).toEqual([
      is('env', 'prod'),
    ])
    const several = createInput('shop', { ...draft, tagGroups: two })
    expect([several.ec2TagFilters, several.ec2TagSet]).toEqual([undefined, { ec2TagSetList: two }])
  })

  it('has no blank at the end of a key or a value, as the tags of hosts have none; what a script set stays', () => {
    const info = infoWith({ ec2TagFilters: [is('rack ', 'a')] })
    expect(sentOf(info, [[is('rack ', 'a'), is('fleet ', ' local')]]).ec2TagFilters).toEqual([
      is('rack ', 'a'),
      is('fleet', 'local'),
    ])
  })

  it('leaves out rows that nobody wrote in, and the groups that they empty', () => {
    const draft = { ...groupDraftOf(undefined), tagGroups: [...two, [is('', '')]] }
    expect(tagSettings(draft, undefined)).toEqual({ ec2TagSet: { ec2TagSetList: two } })
  })

  it('of an unchanged group selects what it selected', () => {
    expect(sentOf(infoWith({ ec2TagSet: { ec2TagSetList: two } }))).toEqual({
      ec2TagSet: { ec2TagSetList: two },
      onPremisesInstanceTagFilters: [],
    })
    const mixed = infoWith({ ec2TagFilters: [is('a', '1')], onPremisesInstanceTagFilters: [is('b', '2')] })
    expect(sentOf(mixed)).toEqual({ ec2TagFilters: [is('a', '1'), is('b', '2')], onPremisesInstanceTagFilters: [] })
    expect(sentOf(infoWith({ onPremisesTagSet: { onPremisesTagSetList: two } }))).toEqual({
      ec2TagSet: { ec2TagSetList: two },
      onPremisesInstanceTagFilters: [],
      onPremisesTagSet: { onPremisesTagSetList: [] },
    })
  })

  it('clears the set where one tag group is left', () => {
    expect(sentOf(infoWith({ ec2TagSet: { ec2TagSetList: two } }), [[is('env', 'prod')]])).toMatchObject({
      ec2TagFilters: [is('env', 'prod')],
      ec2TagSet: { ec2TagSetList: [] },
    })
  })

  it('leaves tags alone that one editor cannot hold beside a set', () => {
    const info = infoWith({ ec2TagSet: { ec2TagSetList: two }, onPremisesInstanceTagFilters: [is('rack', '7')] })
    expect(keptBeside(info)).toBe(true)
    expect(sentOf(info)).toEqual({ ec2TagSet: { ec2TagSetList: two } })
  })
})

describe('what is sent of a group that is changed', () => {
  const two = [[is('env', 'prod')], [is('zone', 'eu')]]
  const info = infoWith({ ec2TagFilters: [is('env', 'prod')], onPremisesInstanceTagFilters: [is('rack', '7')] })
  const opened = groupDraftOf(info)
  const place = { applicationName: 'shop', currentDeploymentGroupName: 'production' }

  it('is what differs from the form as it was opened, whatever others saved since', () => {
    const since = infoWith({ deploymentConfigName: 'CodeDeployDefault.AllAtOnce', ec2TagFilters: [is('env', 'live')] })
    expect(updateInput(since, opened, opened)).toEqual(place)
    expect(updateInput(since, { ...opened, rollBack: true }, opened)).toEqual({
      ...place,
      autoRollbackConfiguration: { enabled: true, events: ['DEPLOYMENT_FAILURE'] },
    })
    const traffic = { ...opened.traffic, targetGroups: ['front'] }
    expect(updateInput(since, { ...opened, traffic }, opened)).toEqual({
      ...place,
      deploymentStyle: { deploymentType: 'IN_PLACE', deploymentOption: 'WITH_TRAFFIC_CONTROL' },
      loadBalancerInfo: { targetGroupInfoList: [{ name: 'front' }] },
    })
  })

  it('is all of its tags once some of them differ', () => {
    expect(updateInput(info, { ...opened, tagGroups: two }, opened)).toEqual({
      ...place,
      ec2TagSet: { ec2TagSetList: two },
      onPremisesInstanceTagFilters: [],
    })
  })

  it('is its name only where it gets another one', () => {
    expect(updateInput(info, opened, opened).newDeploymentGroupName).toBeUndefined()
    expect(updateInput(info, { ...opened, name: 'live' }, opened)).toEqual({ ...place, newDeploymentGroupName: 'live' })
  })
})

describe('hosts that come later', () => {
  it('get nothing by themselves in a new group, follow a success, and each choice is sent alone when it changes', () => {
    expect(createInput('shop', groupDraftOf(undefined))).toMatchObject({
      newHosts: 'off',
      outdatedInstancesStrategy: 'UPDATE',
    })
    const info = infoWith({})
    const opened = groupDraftOf(info)
    expect(updateInput(info, { ...opened, newHosts: 'automatic' }, opened)).toMatchObject({ newHosts: 'automatic' })
    const followed = updateInput(info, { ...opened, followOn: true }, opened)
    expect(followed.outdatedInstancesStrategy).toBe('UPDATE')
    expect('newHosts' in followed).toBe(false)
  })

  it('are discarded where they fail only when somebody ticks it, and no more once they get nothing by themselves', () => {
    expect(createInput('shop', groupDraftOf(undefined))).toMatchObject({ failedNewHosts: 'keep' })
    const info = infoWith({ newHosts: 'automatic' })
    const opened = groupDraftOf(info)
    expect(updateInput(info, { ...opened, discardFailed: true }, opened).failedNewHosts).toBe('discard')
    const discarding = infoWith({ newHosts: 'automatic', failedNewHosts: 'discard' })
    const again = groupDraftOf(discarding)
    expect(updateInput(discarding, { ...again, newHosts: 'off' }, again)).toMatchObject({
      newHosts: 'off',
      failedNewHosts: 'keep',
    })
  })
})
