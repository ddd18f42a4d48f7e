/** Who may not have users after a restart, read from what deployments have committed. */
import {
  DeploymentGroup,
  firstAccountId,
  inPlaceStyle,
  type DeploymentTarget,
  type LifecycleEvent,
} from '@sluice/model'
import { directoryKeys, openMemoryStore, type Commit } from '@sluice/store'
import { aDeployment, aTarget, contractGroupId } from '@sluice/store/contract'
import { expect, test } from 'vitest'
import type { z } from 'zod'
import { hostsNotAllowed } from './not-allowed.ts'

type Happened = `${'Allow' | 'Block'}Traffic ${LifecycleEvent['status']}`
interface Past {
  deploymentId: string
  /** By host: its traffic events that began. */
  hosts: Record<string, Happened[]>
  targetGroupNames?: string[]
}

/** The group `production`, which uses the target group `shop`, after these deployments. The last one is the newest. */
async function aStoreAfter(...pasts: Past[]) {
  const store = openMemoryStore()
  const put = DeploymentGroup.parse(group)
  const key = directoryKeys.group(firstAccountId, put.applicationName, put.deploymentGroupName)
  await store.commit({ ...nothing, directory: [{ collection: 'deploymentGroups', key, put }] })
  for (const [index, { deploymentId, hosts, targetGroupNames = ['shop'] }] of pasts.entries())
    await store.commit({
      ...nothing,
      deployments: [
        aDeployment(deploymentId, {
          accountId: firstAccountId,
          deploymentGroupId: contractGroupId,
          createTime: `2026-03-0${index + 1}T10:00:00.000Z`,
          targetGroupNames,
        }),
      ],
      targets: Object.entries(hosts).map(([targetId, happened], place) =>
        hostOf(deploymentId, place, targetId, happened),
      ),
    })
  return hostsNotAllowed(store)
}

function hostOf(deploymentId: string, index: number, targetId: string, happened: Happened[]): DeploymentTarget {
  const lifecycleEvents = (['BlockTraffic', 'Install', 'AllowTraffic'] as const).map((lifecycleEventName) => {
    const [, status] = happened.find((each) => each.startsWith(lifecycleEventName))?.split(' ') ?? []
    const began = { status: status as LifecycleEvent['status'], startTime: '2026-03-01T10:00:00.000Z' }
    return { lifecycleEventName, ...(status === undefined ? ({ status: 'Skipped' } as const) : began) }
  })
  return aTarget(deploymentId, index, { targetId, lifecycleEvents })
}

const group: z.input<typeof DeploymentGroup> = {
  deploymentGroupId: contractGroupId,
  accountId: firstAccountId,
  applicationName: 'storefront',
  deploymentGroupName: 'production',
  computePlatform: 'Server',
  deploymentConfigName: 'CodeDeployDefault.OneAtATime',
  deploymentStyle: inPlaceStyle,
  loadBalancerInfo: { targetGroupInfoList: [{ name: 'shop' }] },
  createTime: '2026-03-01T09:00:00.000Z',
  createdBy: 'Dana',
}
const nothing: Commit = {
  at: 0,
  appended: [],
  snapshots: [],
  deployments: [],
  targets: [],
  directory: [],
  idempotency: [],
  audit: [],
}
const hosts = ['web-1', 'web-2', 'web-3', 'web-4']

test('hosts whose AllowTraffic failed, or was taken back, may not have users', async () => {
  const notAllowed = await aStoreAfter({
    deploymentId: 'd-AAAAAAAA1',
    hosts: {
      'web-1': ['BlockTraffic Succeeded', 'AllowTraffic Failed'],
      'web-2': ['AllowTraffic Skipped'],
      'web-3': ['AllowTraffic Succeeded'],
      'web-4': ['AllowTraffic InProgress'],
    },
  })
  expect(await notAllowed(firstAccountId, 'shop', hosts)).toEqual(['web-1', 'web-2'])
})

test('a host that a deployment did not touch, or that gives its users away, keeps them', async () => {
  const notAllowed = await aStoreAfter({
    deploymentId: 'd-AAAAAAAA1',
    hosts: { 'web-1': [], 'web-2': ['BlockTraffic Failed'] },
  })
  expect(await notAllowed(firstAccountId, 'shop', hosts)).toEqual([])
})

test('the newest deployment in which something began on a host decides about it', async () => {
  const notAllowed = await aStoreAfter(
    { deploymentId: 'd-AAAAAAAA1', hosts: { 'web-1': ['AllowTraffic Failed'], 'web-2': ['AllowTraffic Failed'] } },
    { deploymentId: 'd-AAAAAAAA2', hosts: { 'web-1': ['AllowTraffic Succeeded'], 'web-2': [] } },
  )
  expect(await notAllowed(firstAccountId, 'shop', hosts)).toEqual(['web-2'])
})

test('deployments that used other target groups say nothing, and nor does a target group that nobody uses', async () => {
  const notAllowed = await aStoreAfter({
    deploymentId: 'd-AAAAAAAA1',
    hosts: { 'web-1': ['AllowTraffic Failed'] },
    targetGroupNames: ['admin'],
  })
  expect(await notAllowed(firstAccountId, 'shop', hosts)).toEqual([])
  expect(await notAllowed(firstAccountId, 'admin', hosts)).toEqual([])
})
