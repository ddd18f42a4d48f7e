/** What keeps a new host although the group's policy, and its failed deployment, would have it out: each guard by itself. */
import { failed, succeeded } from '@sluice/platforms'
import {
  firstAccountId,
  type DeploymentSpec,
  type GroupEvent,
  type Instance,
  type TargetGroupMember,
} from '@sluice/model'
import { directoryKeys, type DirectoryChange } from '@sluice/store'
import { aDeploymentSpec } from '@sluice/testkit'
import { beforeEach, describe, expect, test } from 'vitest'
import { deployedAtOnce, production, shop } from '../../testing/a-shop.ts'
import type { World } from '../../testing/a-world.ts'
import { discardedHosts } from './discarded-hosts.ts'

const toUpdate = { applicationName: 'storefront', currentDeploymentGroupName: 'production' }
const inProduction = { tags: [{ Key: 'env', Value: 'production' }], instanceNames: ['web-3'] }
const place = directoryKeys.instance(firstAccountId, 'web-3')

let world: World
let groupId: string

beforeEach(async () => {
  world = await shop(2)
  await world.call('updateDeploymentGroup', { ...toUpdate, newHosts: 'automatic', failedNewHosts: 'discard' })
  groupId = (await world.call('getDeploymentGroup', production)).deploymentGroupInfo.deploymentGroupId
  await deployedAtOnce(world, '1.0')
})

describe('at the end of the first deployment to web-3, which names it,', () => {
  let fact: GroupEvent

  /** The deployment runs; what its end would lead to is asked beforehand. */
  beforeEach(async () => {
    world.script(() => 'runs')
    await world.enrol('web-3')
    await world.settled()
    const { deploymentsInfo } = await world.call('listDeployments', { ...production, creators: ['autoscaling'] })
    const deploymentId = deploymentsInfo[0]?.deploymentId ?? ''
    const at = world.clock.now()
    fact = { v: 1, at, type: 'DeploymentReleased', deploymentId, status: 'Failed', toDiscard: ['web-3'] }
    world.clock.advance(1000)
  })

  async function out(
    pending: readonly DirectoryChange[] = [],
    starting: readonly DeploymentSpec[] = [],
  ): Promise<string[]> {
    const consequence = await discardedHosts(world.store, groupId, fact, pending, () => starting)
    return (consequence?.changes ?? []).flatMap((change) =>
      change.collection === 'instances' && 'put' in change ? change.put.instanceName : [],
    )
  }

  async function row(more: Partial<Instance>): Promise<DirectoryChange> {
    const instance = await world.store.get('instances', place)
    if (instance === undefined) throw new Error('web-3 is not there')
    return { collection: 'instances', key: place, put: { ...instance, ...more } }
  }

  test('it goes', async () => {
    expect(await out()).toEqual(['web-3'])
  })

  test('it stays where the group has a record of it that the deployment did not know', async () => {
    const standing = { instanceName: 'web-3', instanceHealth: 'Healthy', revisionHealth: 'Old' } as const
    await storeDirectly({ standings: [{ deploymentGroupId: groupId, instanceName: 'web-3', standing }] })
    expect(await out()).toEqual([])
  })

  test('it is not taken out twice', async () => {
    await storeDirectly({ directory: [await row({ deregisterTime: new Date(world.clock.now()).toISOString() })] })
    expect(await out()).toEqual([])
  })

  test('it stays when it was registered after the deployment: that is another machine', async () => {
    await storeDirectly({ directory: [await row({ registerTime: new Date(world.clock.now()).toISOString() })] })
    expect(await out()).toEqual([])
  })

  test('it stays when the same commit changes it', async () => {
    expect(await out([await row({ tags: [] })])).toEqual([])
  })

  test('it stays when the same commit starts a deployment to it', async () => {
    expect(await out([], [aDeploymentSpec({ targets: ['web-4'] })])).toEqual(['web-3'])
    expect(await out([], [aDeploymentSpec({ targets: ['web-3'] })])).toEqual([])
  })

  test('it stays where nothing is known of the deployment', async () => {
    fact = { ...fact, deploymentId: 'd-UNKNOWN01' } as GroupEvent
    expect(await out()).toEqual([])
  })

  test.each([
    ['production', []],
    ['test', ['web-3']],
  ] as const)(
    'registered for %s in a target group that is not the group’s it is in use only by users',
    async (traffic, gone) => {
      await world.call('createLoadBalancer', {
        name: 'edge',
        kind: 'embedded',
        listeners: { production: 4680, test: 4681 },
        healthCheck: { path: '/health' },
      })
      await world.call('createTargetGroup', { name: 'web', loadBalancerName: 'edge', port: 8080 })
      const member: TargetGroupMember = {
        accountId: firstAccountId,
        targetGroupName: 'web',
        targetId: 'web-3',
        address: '192.0.2.7',
        port: 8080,
        weight: 1,
        traffic,
      }
      const key = directoryKeys.member(firstAccountId, 'web', 'web-3')
      await world.write([{ collection: 'targetGroupMembers', key, put: member }])
      expect(await out()).toEqual(gone)
    },
  )
})

/** Past the conductor: what no operation leads to. */
async function storeDirectly(more: object): Promise<void> {
  await world.store.commit({
    at: world.clock.now(),
    appended: [],
    snapshots: [],
    deployments: [],
    targets: [],
    directory: [],
    idempotency: [],
    audit: [],
    ...more,
  })
}

describe('another group', () => {
  const tagged = (value: string) => ({ tags: [{ Key: 'also', Value: value }], instanceNames: ['web-3'] })

  beforeEach(async () => {
    await world.call('createDeploymentGroup', {
      ...production,
      deploymentGroupName: 'staging',
      onPremisesInstanceTagFilters: [{ Key: 'also', Value: 'staging', Type: 'KEY_AND_VALUE' }],
    })
    await world.enrol('web-3', tagged('staging').tags)
  })

  const deployedToStaging = (version: string) => deployedAtOnce(world, version, { deploymentGroupName: 'staging' })

  /** The first deployment of production to it fails. */
  async function failsInProduction(): Promise<string> {
    world.script(() => failed())
    await world.call('addTagsToOnPremisesInstances', inProduction)
    await world.settled()
    const { deploymentsInfo } = await world.call('listDeployments', { ...production, creators: ['autoscaling'] })
    expect(deploymentsInfo).toMatchObject([{ status: 'Failed' }])
    const deploymentId = deploymentsInfo[0]?.deploymentId ?? ''
    const { deploymentTarget } = await world.call('getDeploymentTarget', { deploymentId, targetId: 'web-3' })
    return deploymentTarget.instanceTarget.statusReason ?? ''
  }

  test('whose last try failed keeps its host: what ran there before may run on', async () => {
    await deployedToStaging('1.0')
    world.script(({ event }) => (event === 'ApplicationStop' || event === 'BeforeInstall' ? failed() : succeeded))
    await deployedToStaging('1.1')
    expect(await failsInProduction()).toBe('Not discarded: storefront/staging has deployed to it.')
  })

  test('that is at work on a host keeps it, although it lost the tag of that group meanwhile', async () => {
    world.script(({ event }) => (event === 'ValidateService' ? 'runs' : succeeded))
    const deploymentId = await deployedToStaging('1.0')
    await world.call('removeTagsFromOnPremisesInstances', tagged('staging'))
    expect(await failsInProduction()).toBe(`Not discarded: ${deploymentId} of storefront/staging is at work on it.`)
  })

  test('that never had anything to do with a host keeps none', async () => {
    expect(await failsInProduction()).toBe('Discarded by the policy of storefront/production.')
  })
})
