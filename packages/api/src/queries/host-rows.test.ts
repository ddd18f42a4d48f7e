/** Rows of some hosts: the same for few and for many, who are not looked up one by one. */
import { firstAccountId } from '@sluice/model'
import type { Store } from '@sluice/store'
import { hostNames } from '@sluice/testkit'
import { beforeEach, expect, test } from 'vitest'
import { deployedAtOnce, production, shop } from '../testing/a-shop.ts'
import type { World } from '../testing/a-world.ts'
import { instancesOf, standingsOf, targetsOf } from './host-rows.ts'

let world: World
let reads: { single: number; lists: number }
let store: Store
let groupId: string
let deploymentId: string

beforeEach(async () => {
  world = await shop(3)
  deploymentId = await deployedAtOnce(world, '1.0')
  groupId = (await world.call('getDeploymentGroup', production)).deploymentGroupInfo.deploymentGroupId
  reads = { single: 0, lists: 0 }
  store = counted(world.store)
})

function counted(inner: Store): Store {
  const single = <T>(answer: T): T => {
    reads.single += 1
    return answer
  }
  const list = <T>(answer: T): T => {
    reads.lists += 1
    return answer
  }
  return {
    ...inner,
    get: (...which) => single(inner.get(...which)),
    getStanding: (...which) => single(inner.getStanding(...which)),
    getTarget: (...which) => single(inner.getTarget(...which)),
    list: (...which) => list(inner.list(...which)),
    listStandings: (...which) => list(inner.listStandings(...which)),
    listTargets: (...which) => list(inner.listTargets(...which)),
  }
}

const kinds = {
  standingsOf: (names: string[]) => standingsOf(store, groupId, names),
  targetsOf: (names: string[]) => targetsOf(store, deploymentId, names),
  instancesOf: (names: string[]) => instancesOf(store, firstAccountId, names),
}

test.each(['standingsOf', 'targetsOf', 'instancesOf'] as const)(
  '%s: those asked for that have one, by a look-up each or, of many, by one list',
  async (kind) => {
    expect([...(await kinds[kind](['web-2', 'web-9', 'web-1'])).keys()].toSorted()).toEqual(['web-1', 'web-2'])
    expect(reads).toEqual({ single: 3, lists: 0 })
    const many = ['web-2', 'web-1', ...hostNames(60).map((name) => `none-${name}`)]
    expect([...(await kinds[kind](many)).keys()].toSorted()).toEqual(['web-1', 'web-2'])
    expect(reads).toEqual({ single: 3, lists: 1 })
  },
)
