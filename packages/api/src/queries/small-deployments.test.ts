/** An ordinary group whose hosts come one by one has hundreds of small deployments: what was true before them stays known. */
import { failed, succeeded } from '@sluice/platforms'
import { aTarget, emptyCommit } from '@sluice/store/contract'
import { describe, expect, test } from 'vitest'
import { deployedAtOnce, production, shop } from '../testing/a-shop.ts'
import type { World } from '../testing/a-world.ts'

/** As after a whole success of `like`, each to one host that came and left again. */
async function smallOnes(world: World, like: string, count: number): Promise<void> {
  const row = await world.store.getDeployment(like)
  if (row === undefined) throw new Error(`there is no ${like}`)
  const narrowed = { by: 'onlyTargets', leftOut: 2, othersRunIt: false } as const
  const deployments = Array.from({ length: count }, (_, n) => {
    const createTime = new Date(world.clock.advance(1000)).toISOString()
    const deploymentId = `d-S${String(n).padStart(8, '0')}`
    return { ...row, deploymentId, createTime, creator: 'autoscaling' as const, narrowed }
  })
  const targets = deployments.map(({ deploymentId }, n) =>
    aTarget(deploymentId, 0, { targetId: `guest-${n}`, status: 'Succeeded' }),
  )
  await world.store.commit(emptyCommit({ deployments, targets }))
  world.clock.advance(1000)
}

describe('after sixty deployments to other hosts', () => {
  test('a group knows what it runs, and so do its drift and the next plan', async () => {
    const world = await shop(2)
    const first = await deployedAtOnce(world, '1.0')
    await smallOnes(world, first, 60)
    const { deploymentGroupInfo } = await world.call('getDeploymentGroup', production)
    expect(deploymentGroupInfo).toMatchObject({ lastSuccessfulDeployment: { deploymentId: first } })
    expect((await world.call('getGroupDrift', production)).sentence).toBe('All 2 hosts run storefront-1.0.')
    expect((await world.call('planDeployment', production)).runs).toMatchObject({ deploymentId: first })
  })

  test.each([2, 201])('no host of %i drifts: each is known to run what it runs', async (hosts) => {
    const world = await shop(hosts)
    const first = await deployedAtOnce(world, '1.0')
    await smallOnes(world, first, 60)
    const { instances, spread } = await world.call('listGroupInstances', production)
    expect(instances.filter(({ isDrifting }) => isDrifting)).toEqual([])
    expect(spread).toEqual([{ revisionName: 'storefront-1.0', deploymentId: first, isCurrent: true, count: hosts }])
  })

  test('the page of a host knows what is installed there', async () => {
    const world = await shop(2)
    const first = await deployedAtOnce(world, '1.0')
    await smallOnes(world, first, 60)
    const { groups } = await world.call('listInstanceGroups', { instanceName: 'web-1' })
    expect(groups).toMatchObject([{ installed: { deploymentId: first }, isDrifting: false }])
  })

  test('the scripts of the revision before are still those that ran', async () => {
    const world = await shop(2)
    const first = await deployedAtOnce(world, '1.0')
    await smallOnes(world, first, 60)
    const deploymentId = await deployedAtOnce(world, '1.1')
    const { events } = await world.call('getTargetLedger', { deploymentId, targetId: 'web-1' })
    expect(events.find(({ event }) => event === 'ApplicationStop')?.source).toMatchObject({ deploymentId: first })
  })

  test('a host that was put right needs nothing more', async () => {
    const world = await shop(2)
    const first = await deployedAtOnce(world, '1.0')
    world.script(({ targetId, event }) => (targetId === 'web-2' && event === 'Install' ? failed() : succeeded))
    const deploymentId = await deployedAtOnce(world, '1.1')
    world.script(() => succeeded)
    const repair = await deployedAtOnce(world, '1.1', { onlyTargets: ['web-2'] })
    await smallOnes(world, first, 60)
    const { targets, targetIds } = await world.call('listTargetsLeftPartWay', { deploymentId })
    expect(targetIds).toEqual([])
    expect(targets.map(({ targetId, next }) => [targetId, next])).toEqual([
      ['web-2', `Nothing: ${repair} has gone over it since.`],
    ])
  })
})

test('behind more deployments than are looked at, what became of a host is said not to be known', async () => {
  const world = await shop(2)
  const first = await deployedAtOnce(world, '1.0')
  world.script(({ targetId, event }) => (targetId === 'web-2' && event === 'Install' ? failed() : succeeded))
  const deploymentId = await deployedAtOnce(world, '1.1')
  await smallOnes(world, first, 1001)
  const { targets } = await world.call('listTargetsLeftPartWay', { deploymentId })
  expect(targets[0]?.since).toBeUndefined()
  expect(targets[0]?.next).toMatch(/^See the hosts of production: .* is not known\.$/)
  const next = await deployedAtOnce(world, '1.2')
  const { events } = await world.call('getTargetLedger', { deploymentId: next, targetId: 'web-1' })
  expect(events.find(({ event }) => event === 'ApplicationStop')?.text).toMatch(/^What was installed .* is not known/)
})

test('behind more deployments than are looked at, a group still knows which hosts run its revision', async () => {
  const world = await shop(2)
  const first = await deployedAtOnce(world, '1.0')
  world.script(({ targetId, event }) => (targetId === 'web-2' && event === 'Install' ? failed() : succeeded))
  await deployedAtOnce(world, '1.0', { onlyTargets: ['web-2'] })
  await smallOnes(world, first, 301)
  const { instances } = await world.call('listGroupInstances', production)
  expect(instances.map(({ isDrifting }) => isDrifting)).toEqual([false, true])
  expect((await world.call('getGroupDrift', production)).hosts).toMatchObject([{ instanceName: 'web-2' }])
})
