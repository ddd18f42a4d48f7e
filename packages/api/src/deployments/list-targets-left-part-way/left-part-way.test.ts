import { failed, succeeded } from '@sluice/platforms'
import type { DeploymentTarget, LifecycleEvent } from '@sluice/model'
import { aDeployment, aTarget, contractTime, emptyCommit } from '@sluice/store/contract'
import { describe, expect, test } from 'vitest'
import { allAtOnce, deployed, deployedAtOnce, infoOf, production } from '../../testing/a-shop.ts'
import { aWorld, type World } from '../../testing/a-world.ts'
import { onDiskOf } from './on-disk.ts'

/** Half of four hosts are at work when somebody stops it; they finish their event. */
async function stopped(world: World, rollBack: boolean): Promise<string> {
  await world.storefront(4)
  await deployed(world, '1.0')
  world.script(() => 'runs')
  const deploymentId = await deployed(world, '1.1')
  const running = world.hosts.ran.filter((id) => id.startsWith(deploymentId))
  await world.call('stopDeployment', { deploymentId, autoRollbackEnabled: rollBack })
  world.script(() => succeeded)
  for (const id of running) await world.hosts.finish(id)
  await world.settled()
  return deploymentId
}

describe('hosts that were left part-way', () => {
  test('by a stop are listed with their last event, what lies there and what to do', async () => {
    const world = await aWorld()
    const deploymentId = await stopped(world, false)
    const answer = await world.call('listTargetsLeftPartWay', { deploymentId })
    expect(answer.total).toBe(2)
    expect(answer.targets[0]).toEqual({
      targetId: 'web-1',
      status: 'Skipped',
      lastEvent: { name: 'ApplicationStop', status: 'Succeeded' },
      onDisk: {
        state: 'before',
        revisionName: 'storefront-1.0',
        text: 'storefront-1.0, as before: no file was touched. ApplicationStop ran: the application may be down.',
      },
      next: 'Deploy storefront-1.1 again, or storefront-1.0: every event runs from the start.',
    })
  })

  test('are called so among its events too, and the host says that it was started there; untouched ones are skipped', async () => {
    const world = await aWorld()
    const deploymentId = await stopped(world, false)
    const { events } = await world.call('listDeploymentEvents', { deploymentId })
    const texts = events.map(({ text }) => text)
    expect(texts).toContain('web-1 left part-way, after ApplicationStop by the stop.')
    expect(texts).toContain('web-3, web-4 skipped.')
    const on = async (instanceName: string) =>
      (await world.call('listInstanceDeployments', { instanceName })).deployments[0]
    expect(await on('web-1')).toMatchObject({ deploymentId, targetStatus: 'Skipped', wasStarted: true })
    expect(await on('web-3')).not.toHaveProperty('wasStarted')
  })

  test('need nothing more once a later deployment has gone over them', async () => {
    const world = await aWorld()
    const deploymentId = await stopped(world, true)
    const [first] = (await world.call('listTargetsLeftPartWay', { deploymentId })).targets
    const { deploymentInfo } = await world.call('getDeployment', { deploymentId })
    const rollback = deploymentInfo.rollbackInfo?.rollbackDeploymentId ?? 'none'
    expect(first).toMatchObject({
      since: { deploymentId: rollback, state: 'putRight' },
      next: `Nothing: ${rollback} has gone over it since.`,
    })
  })

  test('are named for a repair only while none has put them right', async () => {
    const world = await aWorld()
    await world.storefront(3)
    await deployed(world, '1.0')
    world.script(({ targetId, event }) => (targetId !== 'web-3' && event === 'Install' ? failed() : succeeded))
    const deploymentId = await deployed(world, '1.1', { deploymentConfigName: 'CodeDeployDefault.AllAtOnce' })
    const before = await world.call('listTargetsLeftPartWay', { deploymentId })
    expect(before.targetIds).toEqual(['web-1', 'web-2'])
    world.script(() => succeeded)
    await deployed(world, '1.1', { deploymentConfigName: 'CodeDeployDefault.AllAtOnce', onlyTargets: ['web-1'] })
    const after = await world.call('listTargetsLeftPartWay', { deploymentId })
    expect([after.total, after.targetIds]).toEqual([2, ['web-2']])
  })

  test('and that the group has no more are left out, so that a deployment to the others is not refused', async () => {
    const world = await aWorld()
    const deploymentId = await stopped(world, false)
    await world.call('deregisterOnPremisesInstance', { instanceName: 'web-1' })
    const { total, targetIds, notInGroup } = await world.call('listTargetsLeftPartWay', { deploymentId })
    expect([total, targetIds, notInGroup]).toEqual([2, ['web-2'], 1])
    const again = await deployed(world, '1.1', { ...allAtOnce, onlyTargets: targetIds })
    expect(await infoOf(world, again)).toMatchObject({ status: 'Succeeded' })
    await world.call('deleteDeploymentGroup', production)
    expect(await world.call('listTargetsLeftPartWay', { deploymentId })).toMatchObject({ targetIds: [], notInGroup: 1 })
  })

  test('and whose name another machine has now are named for no repair, nor is that one spoken of', async () => {
    const world = await aWorld()
    await world.storefront(3)
    await deployedAtOnce(world, '1.0')
    world.script(({ event, targetId }) => (event === 'ValidateService' && targetId === 'web-3' ? failed() : succeeded))
    const deploymentId = await deployedAtOnce(world, '1.1')
    expect(await world.call('listTargetsLeftPartWay', { deploymentId })).toMatchObject({ targetIds: ['web-3'] })
    await world.call('deregisterOnPremisesInstance', { instanceName: 'web-3' })
    world.clock.advance(1000)
    await world.enrol('web-3')
    world.clock.advance(1000)
    world.script(() => succeeded)
    await deployedAtOnce(world, '1.2')
    const { total, targets, targetIds, notInGroup } = await world.call('listTargetsLeftPartWay', { deploymentId })
    expect({ total, targetIds, notInGroup }).toEqual({ total: 1, targetIds: [], notInGroup: 1 })
    expect(targets[0]).toMatchObject({
      onDisk: { state: 'unknown', text: 'That host is gone, with what it had.' },
      next: 'Nothing: that host was deregistered, and another one has its name now.',
    })
    expect(targets[0]).not.toHaveProperty('since')
    const ledger = await world.call('getTargetLedger', { deploymentId, targetId: 'web-3' })
    expect(ledger.sentence).toBe(
      'web-3 was left part-way then. That host was deregistered, and another one has its name now.',
    )
    expect(ledger).not.toHaveProperty('since')
  })

  test('by a failure are those that failed, with the script that did it; a running deployment has left nobody yet', async () => {
    const world = await aWorld()
    await world.storefront(2)
    await deployed(world, '1.0')
    world.script(() => 'runs')
    const running = await deployed(world, '1.1')
    expect(await world.call('listTargetsLeftPartWay', { deploymentId: running })).toEqual({ total: 0, targets: [] })
    world.script((command) =>
      command.event === 'ApplicationStart' ? failed({ scriptName: 'start.sh', exitCode: 1 }) : succeeded,
    )
    for (const id of world.hosts.ran.filter((one) => one.startsWith(running))) await world.hosts.finish(id)
    await world.settled()
    const { targets } = await world.call('listTargetsLeftPartWay', { deploymentId: running })
    expect(targets[0]).toMatchObject({
      targetId: 'web-1',
      status: 'Failed',
      lastEvent: { name: 'ApplicationStart', status: 'Failed', scriptName: 'start.sh', exitCode: 1 },
      onDisk: {
        state: 'new',
        revisionName: 'storefront-1.1',
        text: 'storefront-1.1 is installed. Not finished: ApplicationStart, ValidateService.',
      },
    })
  })

  test('come in pages of fifty, in planned order, with the count of all', async () => {
    const world = await aWorld()
    const event: LifecycleEvent = { lifecycleEventName: 'Install', status: 'Failed', startTime: contractTime }
    const targets = Array.from({ length: 120 }, (_, n) =>
      aTarget('d-AAAAAAAA1', n, { status: n < 60 ? 'Failed' : 'Skipped', lifecycleEvents: [event] }),
    )
    targets.push(
      aTarget('d-AAAAAAAA1', 120, { status: 'Skipped' }),
      aTarget('d-AAAAAAAA1', 121, { status: 'Succeeded' }),
    )
    await world.store.commit(emptyCommit({ deployments: [aDeployment('d-AAAAAAAA1', { status: 'Failed' })], targets }))
    const read: string[] = []
    const { listTargets } = world.store
    const store = { ...world.store, listTargets: (id: string) => (read.push(id), listTargets(id)) }
    Object.assign(world.ports, { store })
    const first = await world.call('listTargetsLeftPartWay', { deploymentId: 'd-AAAAAAAA1' })
    const nextToken = first.nextToken ?? ''
    const second = await world.call('listTargetsLeftPartWay', { deploymentId: 'd-AAAAAAAA1', nextToken })
    const third = await world.call('listTargetsLeftPartWay', {
      deploymentId: 'd-AAAAAAAA1',
      nextToken: second.nextToken ?? '',
    })
    expect([first, second, third].map((page) => [page.total, page.targets.length, page.targets[0]?.targetId])).toEqual([
      [120, 50, 'web-1'],
      [120, 50, 'web-51'],
      [120, 20, 'web-101'],
    ])
    expect(third.nextToken).toBeUndefined()
    expect(read).toHaveLength(1)
  })

  test('of no deployment, or after a spoilt token, are refused', async () => {
    const world = await aWorld()
    await world.store.commit(emptyCommit({ deployments: [aDeployment('d-AAAAAAAA1', { status: 'Failed' })] }))
    const refused = async (input: object) => (await world.refused('listTargetsLeftPartWay', input)).code
    expect(await refused({ deploymentId: 'd-NONE00000' })).toBe('DeploymentDoesNotExistException')
    expect(await refused({ deploymentId: 'd-AAAAAAAA1', nextToken: 'spoilt' })).toBe('InvalidNextTokenException')
  })
})

describe('what lies on a host', () => {
  const deployment = aDeployment('d-AAAAAAAA1', { revisionName: 'shop-1.1', previousRevisionName: 'shop-1.0' })
  const host = (...statuses: (readonly [LifecycleEvent['lifecycleEventName'], LifecycleEvent['status']])[]) =>
    aTarget('d-AAAAAAAA1', 0, {
      lifecycleEvents: statuses.map(([lifecycleEventName, status]) => ({
        lifecycleEventName,
        status,
        ...(status !== 'Pending' && status !== 'Skipped' && { startTime: contractTime }),
      })),
    })
  const text = (target: DeploymentTarget) => onDiskOf(deployment, target).text

  test.each([
    [host(['ApplicationStop', 'Failed'], ['Install', 'Skipped']), 'shop-1.0, as before: no file was touched.'],
    [host(['Install', 'Failed']), 'Install did not finish: it may hold files of shop-1.0 and of shop-1.1.'],
    [host(['Install', 'Succeeded']), 'shop-1.1 is installed.'],
    [host(['BlockTraffic', 'Failed']), 'Nothing was installed by this deployment; its traffic may be half moved.'],
  ])('is told from Install: %#', (target, expected) => {
    expect(text(target)).toBe(expected)
  })

  test('is what was there before where a file of others was in the way: no file was replaced, though scripts ran', async () => {
    const world = await aWorld()
    await world.storefront(2)
    await deployed(world, '1.0', allAtOnce)
    await deployed(world, '1.1', { ...allAtOnce, onlyTargets: ['web-2'] })
    const message = 'The deployment failed because a specified file already exists at this location: /srv/a.'
    world.script(({ event }) => (event === 'Install' ? failed({ message }) : succeeded))
    const deploymentId = await deployed(world, '1.2', allAtOnce)
    const { targets } = await world.call('listTargetsLeftPartWay', { deploymentId })
    const rest = 'as before: no file was replaced. ApplicationStop ran: the application may be down.'
    // Each has its own, whatever succeeded in the group last.
    expect(targets.map(({ targetId, onDisk }) => [targetId, onDisk.state, onDisk.text])).toEqual([
      ['web-2', 'before', `storefront-1.1, ${rest}`],
      ['web-1', 'before', `storefront-1.0, ${rest}`],
    ])
  })
})
