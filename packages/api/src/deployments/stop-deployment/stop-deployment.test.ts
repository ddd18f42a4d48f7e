import { succeeded } from '@sluice/platforms'
import { describe, expect, test } from 'vitest'
import { deployed, infoOf } from '../../testing/a-shop.ts'
import { aWorld } from '../../testing/a-world.ts'

describe('stopDeployment', () => {
  test('is pending while an event runs, and rolls back when asked', async () => {
    const world = await aWorld()
    await world.storefront(4)
    const good = await deployed(world, '1.0')
    world.script(() => 'runs')
    const stopped = await deployed(world, '1.1')
    const { ran } = world.hosts
    const running = ran.filter((id) => id.startsWith(stopped))
    const answer = await world.call('stopDeployment', { deploymentId: stopped, autoRollbackEnabled: true })
    expect(answer.status).toBe('Pending')
    world.script(() => succeeded)
    for (const id of running) await world.hosts.finish(id)
    await world.settled()
    const info = await infoOf(world, stopped)
    expect(info).toMatchObject({ status: 'Stopped', stopRequested: { by: 'Dana', rollBack: true } })
    const rollback = await infoOf(world, info.rollbackInfo?.rollbackDeploymentId ?? 'none')
    expect(rollback).toMatchObject({
      status: 'Succeeded',
      creator: 'codeDeployRollback',
      revisionName: 'storefront-1.0',
    })
    expect(good).not.toBe(rollback.deploymentId)
  })

  test('keeps why somebody stopped it, and tells it with who and when', async () => {
    const world = await aWorld()
    await world.storefront(4)
    world.script(() => 'runs')
    const deploymentId = await deployed(world, '1.0')
    await world.call('stopDeployment', { deploymentId, note: ' The wrong bundle. ' })
    expect(await infoOf(world, deploymentId)).toMatchObject({
      stopRequested: { by: 'Dana', note: 'The wrong bundle.' },
    })
    const { events } = await world.call('listDeploymentEvents', { deploymentId })
    expect(events.map(({ text }) => text)).toContain('Dana asked to stop: The wrong bundle.')
    const tooLong = world.call('stopDeployment', { deploymentId, note: 'x'.repeat(1001) })
    await expect(tooLong).rejects.toThrow('note may be at most 1000 characters long.')
  })

  test('an ended deployment cannot be stopped, held or continued', async () => {
    const world = await aWorld()
    await world.storefront(1)
    const deploymentId = await deployed(world, '1.0')
    for (const name of ['stopDeployment', 'holdDeployment', 'continueDeployment'])
      expect(await world.refused(name, { deploymentId })).toMatchObject({ code: 'DeploymentAlreadyCompletedException' })
  })

  test('A16: one that does not exist and one of another account are refused in the same words', async () => {
    const world = await aWorld()
    await world.storefront(1)
    const deploymentId = await deployed(world, '1.0')
    const stranger = { kind: 'user', accountId: '000000000002', userId: 'u', name: 'Eve', role: 'admin' } as const
    for (const name of [
      'getDeployment',
      'stopDeployment',
      'rollBackDeployment',
      'listDeploymentEvents',
      'getDeploymentLog',
    ]) {
      const foreign = await world.refused(name, { deploymentId }, { caller: stranger })
      const missing = await world.refused(name, { deploymentId: 'd-NONE00000' }, { caller: stranger })
      expect(foreign.code).toBe('DeploymentDoesNotExistException')
      expect(foreign.message.replaceAll(deploymentId, 'd')).toBe(missing.message.replaceAll('d-NONE00000', 'd'))
    }
  })
})
