/** What lies on the hosts that a stop would leave alone: what was installed on each, not what succeeded last in the group. */
import { failed, succeeded } from '@sluice/platforms'
import { describe, expect, test } from 'vitest'
import { aBlueGreenShop, blueGreen } from '../../testing/a-blue-green-shop.ts'
import { deployed, deployedAtOnce, shop } from '../../testing/a-shop.ts'
import { aWorld, type World } from '../../testing/a-world.ts'

const oneAtATime = { deploymentConfigName: 'CodeDeployDefault.OneAtATime' }

/** 1.1 came to three of five hosts and failed on the fourth. */
async function mixedGroup(): Promise<World> {
  const world = await shop(5)
  await deployedAtOnce(world, '1.0')
  world.script((command) => (command.targetId === 'web-4' && command.event === 'BeforeInstall' ? failed() : succeeded))
  await deployed(world, '1.1', oneAtATime)
  return world
}

async function begun(world: World, more: object = oneAtATime): Promise<string> {
  world.script(() => 'runs')
  return deployed(world, '1.2', more)
}

describe('what a stop leaves on hosts that were not begun with', () => {
  test('is what each has, also from a deployment that failed, and of a new host that it has nothing', async () => {
    const world = await mixedGroup()
    await world.enrol('web-6')
    const deploymentId = await begun(world)
    expect(await world.call('planStop', { deploymentId })).toEqual({
      untouched: [
        { has: 'revision', revisionName: 'storefront-1.1', isWayBack: false, hosts: 3 },
        { has: 'revision', revisionName: 'storefront-1.0', isWayBack: true, hosts: 1 },
        { has: 'nothing', isWayBack: false, hosts: 1 },
      ],
    })
  })

  test('counts as many as the deployment itself calls untouched, before and after the stop', async () => {
    const world = await mixedGroup()
    const deploymentId = await begun(world)
    const count = async () =>
      ((await world.call('planStop', { deploymentId })).untouched ?? []).reduce((sum, { hosts }) => sum + hosts, 0)
    const untouched = async () => (await world.store.getDeployment(deploymentId))?.stopConsequences.untouched
    expect([await count(), await untouched()]).toEqual([4, 4])
    await world.call('stopDeployment', { deploymentId })
    const running = world.hosts.ran.filter((id) => id.startsWith(deploymentId))
    for (const id of running) await world.hosts.finish(id)
    await world.settled()
    expect([await count(), await untouched()]).toEqual([4, 4])
  })

  test('of a large fleet is looked up once while hosts start, and others get their turn meanwhile', async () => {
    const world = await shop(203)
    const before = await deployedAtOnce(world, '1.0')
    const deploymentId = await begun(world)
    const { store } = world.ports
    const read: string[] = []
    const listTargets = (id: string) => (read.push(id), store.listTargets(id))
    Object.assign(world.ports, { store: { ...store, listTargets } })
    const untouched = async () => (await world.call('planStop', { deploymentId })).untouched
    let turns = 0
    const turn = () => void (waiting = setImmediate(() => (turns++, turn())))
    let waiting: NodeJS.Immediate | undefined
    turn()
    expect(await untouched()).toMatchObject([{ revisionName: 'storefront-1.0', hosts: 202 }])
    clearImmediate(waiting)
    expect(turns).toBeGreaterThan(0)
    world.script(({ targetId }) => (targetId === 'web-1' ? succeeded : 'runs'))
    for (const id of world.hosts.ran.filter((one) => one.startsWith(deploymentId))) await world.hosts.finish(id)
    await world.settled()
    expect(await untouched()).toMatchObject([{ revisionName: 'storefront-1.0', hosts: 201 }])
    expect(read.filter((id) => id === before)).toHaveLength(1)
  })

  test('names no revision of a host whose last Install broke off', async () => {
    const world = await shop(5)
    await deployedAtOnce(world, '1.0')
    world.script(({ targetId, event }) =>
      event === 'Install' && (targetId === 'web-4' || targetId === 'web-5') ? failed() : succeeded,
    )
    await deployedAtOnce(world, '1.1')
    const deploymentId = await begun(world)
    expect(await world.call('planStop', { deploymentId })).toEqual({
      untouched: [
        { has: 'revision', revisionName: 'storefront-1.1', isWayBack: true, hosts: 3 },
        { has: 'asBefore', isWayBack: false, hosts: 1 },
      ],
    })
  })

  test('is nothing in blue/green, where a stop is about users', async () => {
    const world = await aWorld()
    await aBlueGreenShop(world)
    const deploymentId = await begun(world, blueGreen)
    expect(await world.call('planStop', { deploymentId })).toEqual({})
  })

  test('of a deployment that nobody knows is refused', async () => {
    const world = await aWorld()
    expect(await world.refused('planStop', { deploymentId: 'd-NONE00000' })).toMatchObject({
      code: 'DeploymentDoesNotExistException',
    })
  })
})
