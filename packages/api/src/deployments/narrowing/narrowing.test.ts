/** A deployment to a part of its group: `onlyTargets` and `updateOutdatedInstancesOnly`. */
import { failed, succeeded } from '@sluice/platforms'
import { emptyCommit } from '@sluice/store/contract'
import { describe, expect, test } from 'vitest'
import { goodBundle } from '../../testing/a-bundle.ts'
import { aBlueGreenShop, blueGreen, carriedThrough } from '../../testing/a-blue-green-shop.ts'
import { allAtOnce, deployedAtOnce, infoOf, production, shop } from '../../testing/a-shop.ts'
import { aWorld, type World } from '../../testing/a-world.ts'

const hostsOf = async (world: World, deploymentId: string) =>
  (await world.call('listDeploymentTargets', { deploymentId })).targetIds
const runs = async (world: World) =>
  (await world.call('getDeploymentGroup', production)).deploymentGroupInfo.targetRevisionName

describe('onlyTargets', () => {
  test('deploys to these hosts and no others, and N is those hosts', async () => {
    const world = await shop()
    await deployedAtOnce(world, '1.0')
    const deploymentId = await deployedAtOnce(world, '1.0', { onlyTargets: ['web-4', 'web-2', 'web-4'] })
    expect(await hostsOf(world, deploymentId)).toEqual(['web-2', 'web-4'])
    expect(await infoOf(world, deploymentId)).toMatchObject({
      status: 'Succeeded',
      deploymentOverview: { Succeeded: 2, Skipped: 0 },
      health: { total: 2 },
      narrowed: { by: 'onlyTargets', leftOut: 2, othersRunIt: true },
    })
  })

  test('leaves what the group runs alone until all its hosts run the other revision', async () => {
    const world = await shop()
    await deployedAtOnce(world, '1.0')
    await deployedAtOnce(world, '1.1', { onlyTargets: ['web-1', 'web-2'] })
    expect(await runs(world)).toBe('storefront-1.0')
    const last = await deployedAtOnce(world, '1.1', { onlyTargets: ['web-3', 'web-4'] })
    expect((await infoOf(world, last)).narrowed).toMatchObject({ othersRunIt: true })
    expect(await runs(world)).toBe('storefront-1.1')
    const next = await deployedAtOnce(world, '1.2')
    expect(await infoOf(world, next)).toMatchObject({ previousRevisionName: 'storefront-1.1' })
  })

  test('a rollback of it goes back on its hosts alone', async () => {
    const world = await shop()
    await deployedAtOnce(world, '1.0')
    world.script(({ event }) => (event === 'ValidateService' ? failed() : succeeded))
    const autoRollbackConfiguration = { enabled: true, events: ['DEPLOYMENT_FAILURE' as const] }
    const bad = await deployedAtOnce(world, '1.1', { onlyTargets: ['web-3'], autoRollbackConfiguration })
    const { rollbackInfo } = await infoOf(world, bad)
    const rollback = rollbackInfo?.rollbackDeploymentId ?? 'none'
    expect(await hostsOf(world, rollback)).toEqual(['web-3'])
    expect(await infoOf(world, rollback)).toMatchObject({
      revisionName: 'storefront-1.0',
      creator: 'codeDeployRollback',
    })
  })

  test('the plan shows these hosts, says what happens to the others, and starts as it was shown', async () => {
    const world = await shop()
    await deployedAtOnce(world, '1.0')
    const revision = await world.upload('storefront-1.1.tgz', goodBundle('1.1'))
    const wish = { ...production, ...allAtOnce, revision, onlyTargets: ['web-2', 'web-3'] }
    const planned = await world.call('planDeployment', wish)
    expect(planned.plan).toMatchObject({ total: 2, waves: [{ targets: ['web-2', 'web-3'] }] })
    expect(planned.plan.sentence).toMatch(/2 other hosts of the group stay as they are\.$/)
    expect(planned.narrowed).toEqual({
      leftOut: 2,
      sentence:
        '2 hosts of 4. The group stays on storefront-1.0 until all its hosts run storefront-1.1: a rollback and hosts that come later get storefront-1.0.',
    })
    const seen = planned.seen ?? 'none'
    expect(await world.refused('createDeployment', { ...wish, onlyTargets: ['web-2'], seen })).toMatchObject({
      code: 'StateChanged',
    })
    expect(await world.call('createDeployment', { ...wish, seen })).toMatchObject({})
  })

  test.each(['createDeployment', 'planDeployment'])(
    '%s refuses names that are not in the group, and blue/green',
    async (name) => {
      const world = await shop(2)
      const revision = await world.upload('storefront-1.0.tgz')
      const refused = (onlyTargets: unknown) => world.refused(name, { ...production, revision, onlyTargets })
      expect(await refused(['web-1', 'web-9', 'db-1'])).toMatchObject({
        code: 'InvalidTargetInstancesException',
        message: expect.stringMatching(
          /^onlyTargets names web-9 and db-1, which are not hosts of production\. Leave them out/,
        ),
        details: [
          {
            field: 'onlyTargets',
            message: expect.stringMatching(/^web-9 and db-1 are not hosts of production\. Leave/),
          },
        ],
      })
      expect((await refused(Array.from({ length: 8 }, (_, at) => `db-${at}`))).message).toMatch(
        /names db-0, db-1, db-2, db-3, db-4 and 3 more, which/,
      )
      for (const malformed of [[], 'web-1', [''], Array.from({ length: 10_001 }, (_, at) => `h-${at}`)])
        expect(await refused(malformed)).toMatchObject({ code: 'InvalidTargetInstancesException' })
    },
  )

  test('is refused of blue/green, which replaces the whole fleet', async () => {
    const world = await aWorld()
    await aBlueGreenShop(world)
    await carriedThrough(world, '1.0')
    const revision = await world.upload('storefront-1.1.tgz', goodBundle('1.1'))
    for (const name of ['createDeployment', 'planDeployment'])
      expect(await world.refused(name, { ...blueGreen, revision, onlyTargets: ['local-1'] })).toMatchObject({
        code: 'InvalidTargetInstancesException',
        details: [{ field: 'onlyTargets', message: expect.stringContaining('replaces its whole fleet') }],
      })
  })
})

describe('updateOutdatedInstancesOnly', () => {
  test('deploys to the hosts that are not on the last successful revision of the group', async () => {
    const world = await shop()
    await deployedAtOnce(world, '1.0')
    await world.enrol('web-5')
    await deployedAtOnce(world, '1.1', { onlyTargets: ['web-2'] })
    const wish = { updateOutdatedInstancesOnly: true }
    const revision = await world.upload('storefront-1.0.tgz', goodBundle('1.0'))
    const planned = await world.call('planDeployment', { ...production, ...allAtOnce, revision, ...wish })
    expect(planned.plan.waves[0]?.targets.toSorted()).toEqual(['web-2', 'web-5'])
    expect(planned.narrowed?.sentence).toBe(
      '2 hosts of 5 are not on storefront-1.0, the last revision that succeeded here.',
    )
    const deploymentId = await deployedAtOnce(world, '1.0', { ...wish, seen: planned.seen })
    expect((await hostsOf(world, deploymentId)).toSorted()).toEqual(['web-2', 'web-5'])
    expect(await infoOf(world, deploymentId)).toMatchObject({ updateOutdatedInstancesOnly: true, status: 'Succeeded' })
  })

  test('where no host is outdated it fails with NO_INSTANCES and says why, and the plan says it before', async () => {
    const world = await shop()
    await deployedAtOnce(world, '1.0')
    const revision = await world.upload('storefront-1.0.tgz', goodBundle('1.0'))
    const wish = { updateOutdatedInstancesOnly: true }
    const { plan } = await world.call('planDeployment', { ...production, revision, ...wish })
    expect(plan.failsAtOnce).toMatchObject({
      code: 'NO_INSTANCES',
      message: expect.stringMatching(/^No host of the deployment group is outdated: all 4 hosts are on its last/),
    })
    const deploymentId = await deployedAtOnce(world, '1.0', wish)
    expect(await infoOf(world, deploymentId)).toMatchObject({ status: 'Failed', errorInformation: plan.failsAtOnce })
    expect(await runs(world)).toBe('storefront-1.0')
  })

  test('in a group in which nothing succeeded every host is outdated', async () => {
    const world = await shop()
    const deploymentId = await deployedAtOnce(world, '1.0', { updateOutdatedInstancesOnly: true })
    expect(await hostsOf(world, deploymentId)).toHaveLength(4)
    expect(await runs(world)).toBe('storefront-1.0')
  })

  test('is refused with onlyTargets, of blue/green, and when it is neither true nor false', async () => {
    const world = await shop(1)
    const revision = await world.upload('storefront-1.0.tgz')
    const both = { ...production, revision, updateOutdatedInstancesOnly: true, onlyTargets: ['web-1'] }
    expect(await world.refused('createDeployment', both)).toMatchObject({
      code: 'InvalidUpdateOutdatedInstancesOnlyValueException',
      details: [{ field: 'updateOutdatedInstancesOnly' }],
    })
    const wordy = { ...production, revision, updateOutdatedInstancesOnly: 'yes' }
    expect(await world.refused('createDeployment', wordy)).toMatchObject({
      code: 'InvalidUpdateOutdatedInstancesOnlyValueException',
      details: [{ field: 'updateOutdatedInstancesOnly' }],
    })
    const other = await aWorld()
    await aBlueGreenShop(other)
    await carriedThrough(other, '1.0')
    const next = await other.upload('storefront-1.1.tgz', goodBundle('1.1'))
    const wish = { ...blueGreen, revision: next, updateOutdatedInstancesOnly: true }
    expect(await other.refused('createDeployment', wish)).toMatchObject({
      code: 'InvalidUpdateOutdatedInstancesOnlyValueException',
    })
  })
})

describe('a rollback by hand', () => {
  test('goes to the whole group, or to those hosts alone that the deployment changed', async () => {
    const world = await shop()
    await deployedAtOnce(world, '1.0')
    world.script(({ event }) => (event === 'ValidateService' ? failed() : succeeded))
    const oneAtATime = { deploymentConfigName: 'CodeDeployDefault.OneAtATime' }
    const bad = await deployedAtOnce(world, '1.1', oneAtATime)
    world.script(() => succeeded)
    const { deploymentId } = await world.call('rollBackDeployment', { deploymentId: bad, onlyChangedHosts: true })
    await world.settled()
    expect(await hostsOf(world, deploymentId)).toEqual(['web-1'])
    expect(await infoOf(world, deploymentId)).toMatchObject({
      status: 'Succeeded',
      revisionName: 'storefront-1.0',
      narrowed: { leftOut: 3, othersRunIt: true },
    })
    world.clock.advance(1000)
    world.script(({ event }) => (event === 'ValidateService' ? failed() : succeeded))
    const next = await deployedAtOnce(world, '1.2', oneAtATime)
    world.script(() => succeeded)
    const whole = await world.call('rollBackDeployment', { deploymentId: next })
    await world.settled()
    expect(await hostsOf(world, whole.deploymentId)).toHaveLength(4)
  })

  test('to changed hosts alone is refused when none is there any more, or when its rule can never start on them', async () => {
    const world = await shop(2)
    await deployedAtOnce(world, '1.0')
    world.script(({ targetId }) => (targetId === 'web-1' ? 'runs' : succeeded))
    const deploymentId = await deployedAtOnce(world, '1.1', { deploymentConfigName: 'CodeDeployDefault.HalfAtATime' })
    await world.call('stopDeployment', { deploymentId })
    world.script(() => succeeded)
    for (const id of world.hosts.ran.filter((one) => one.startsWith(deploymentId))) await world.hosts.finish(id)
    await world.settled()
    const wish = { deploymentId, onlyChangedHosts: true }
    expect(await world.refused('rollBackDeployment', wish)).toMatchObject({
      code: 'InvalidInputException',
      message: expect.stringMatching(
        /^CodeDeployDefault\.HalfAtATime cannot be kept on the one host that d-\w+ changed: .* Roll back the whole group, or/,
      ),
      details: [{ field: 'onlyChangedHosts' }],
    })
    await world.call('deregisterOnPremisesInstance', { instanceName: 'web-1' })
    expect(await world.refused('rollBackDeployment', wish)).toMatchObject({ code: 'NothingToRollBackTo' })
  })
})

test('a rollback of blue/green is of the whole: onlyChangedHosts is refused', async () => {
  const world = await aWorld()
  await aBlueGreenShop(world)
  const deploymentId = await carriedThrough(world, '1.0')
  expect(await world.refused('rollBackDeployment', { deploymentId, onlyChangedHosts: true })).toMatchObject({
    code: 'InvalidInputException',
    details: [{ field: 'onlyChangedHosts', message: expect.stringContaining('taken back as a whole') }],
  })
})

test('the plan names the hosts that were left part-way, and no longer once a deployment went over them', async () => {
  const world = await shop()
  await deployedAtOnce(world, '1.0')
  world.script(({ event, targetId }) => (event === 'ApplicationStart' && targetId === 'web-3' ? failed() : succeeded))
  const bad = await deployedAtOnce(world, '1.1', { deploymentConfigName: 'CodeDeployDefault.OneAtATime' })
  const plan = () => world.call('planDeployment', production)
  expect((await plan()).leftPartWay).toEqual([
    {
      deploymentId: bad,
      targetIds: ['web-3'],
      sentence: `1 host was left part-way by ${bad} (storefront-1.1), which failed: every event runs there from the start.`,
    },
  ])
  world.script(() => succeeded)
  await deployedAtOnce(world, '1.0', { onlyTargets: ['web-3'] })
  expect((await plan()).leftPartWay).toBeUndefined()
})

test('the plan names the hosts that were left part-way in a group of any size: silence would say that there are none', async () => {
  const world = await shop(1)
  const first = await deployedAtOnce(world, '1.0')
  for (let number = 2; number <= 1001; number++) await world.enrol(`web-${number}`)
  const row = await world.store.getDeployment(first)
  const target = await world.store.getTarget(first, 'web-1')
  if (row === undefined || target === undefined) throw new Error('nothing was deployed')
  const bad = 'd-BAD000001'
  const createTime = new Date(world.clock.advance(1000)).toISOString()
  await world.store.commit(
    emptyCommit({
      deployments: [{ ...row, deploymentId: bad, createTime, status: 'Failed', health: { ...row.health, total: 1 } }],
      targets: [{ ...target, deploymentId: bad, targetId: 'web-900', status: 'Failed' }],
    }),
  )
  const { leftPartWay } = await world.call('planDeployment', production)
  expect(leftPartWay).toMatchObject([{ deploymentId: bad, targetIds: ['web-900'] }])
})
