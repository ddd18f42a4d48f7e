import { failed, succeeded } from '@sluice/platforms'
import { describe, expect, test } from 'vitest'
import { deployed, infoOf } from '../../testing/a-shop.ts'
import { aWorld } from '../../testing/a-world.ts'

describe('rollBackDeployment', () => {
  test('deploys what ran before, with its file rule, linked both ways', async () => {
    const world = await aWorld()
    await world.storefront(2)
    await deployed(world, '1.0', { fileExistsBehavior: 'RETAIN' })
    const taken = await deployed(world, '1.1')
    const answer = await world.call('rollBackDeployment', { deploymentId: taken })
    expect(answer.revisionName).toBe('storefront-1.0')
    await world.settled()
    expect(await infoOf(world, answer.deploymentId)).toMatchObject({
      status: 'Succeeded',
      creator: 'user',
      fileExistsBehavior: 'RETAIN',
      rollbackInfo: { rollbackTriggeringDeploymentId: taken },
    })
    expect((await infoOf(world, taken)).rollbackInfo).toMatchObject({ rollbackDeploymentId: answer.deploymentId })
  })

  test('the first deployment of a group has nothing to go back to', async () => {
    const world = await aWorld()
    await world.storefront(1)
    const deploymentId = await deployed(world, '1.0')
    expect(await world.refused('rollBackDeployment', { deploymentId })).toMatchObject({ code: 'NothingToRollBackTo' })
  })

  test('a busy group refuses it', async () => {
    const world = await aWorld()
    await world.storefront(1)
    await deployed(world, '1.0')
    const taken = await deployed(world, '1.1')
    world.script(() => 'runs')
    await deployed(world, '1.2')
    expect(await world.refused('rollBackDeployment', { deploymentId: taken })).toMatchObject({
      code: 'DeploymentLimitExceededException',
    })
  })
})

test('a failed deployment rolls back by itself when the group says so', async () => {
  const world = await aWorld()
  await world.storefront(2)
  await deployed(world, '1.0')
  world.script(({ deploymentId, event }) =>
    deploymentId === bad() && event === 'ValidateService' ? failed() : succeeded,
  )
  const rollBack = { autoRollbackConfiguration: { enabled: true, events: ['DEPLOYMENT_FAILURE'] } }
  let id = ''
  const bad = () => id || (id = [...new Set(world.hosts.ran.map((one) => one.split('/')[0]))].at(-1) ?? '')
  const failedId = await deployed(world, '1.1', rollBack)
  const info = await infoOf(world, failedId)
  expect(info).toMatchObject({ status: 'Failed', errorInformation: { code: 'HEALTH_CONSTRAINTS' } })
  const rollback = await infoOf(world, info.rollbackInfo?.rollbackDeploymentId ?? '')
  expect(rollback).toMatchObject({ creator: 'codeDeployRollback', revisionName: 'storefront-1.0', status: 'Succeeded' })
})
