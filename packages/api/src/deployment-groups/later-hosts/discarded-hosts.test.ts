/** New hosts on which the group's first deployment fails, where the group says `discard`: who is taken out, who never, and who is told. */
import { firstAccountId } from '@sluice/model'
import { failed, succeeded } from '@sluice/platforms'
import { directoryKeys } from '@sluice/store'
import { beforeEach, describe, expect, test } from 'vitest'
import { aBlueGreenShop, blueGreen } from '../../testing/a-blue-green-shop.ts'
import { deployedAtOnce, infoOf, production, shop } from '../../testing/a-shop.ts'
import { aWorld, type World } from '../../testing/a-world.ts'

const toUpdate = { applicationName: 'storefront', currentDeploymentGroupName: 'production' }
const inProduction = [{ Key: 'env', Value: 'production' }]

let world: World

/** Runs 1.0 on its two hosts; whatever comes next fails, on web-3 and later ones at least. */
beforeEach(async () => {
  world = await shop(2)
  await world.call('updateDeploymentGroup', { ...toUpdate, newHosts: 'automatic', failedNewHosts: 'discard' })
  await deployedAtOnce(world, '1.0')
  world.script(({ targetId }) => (targetId < 'web-3' ? succeeded : failed()))
})

async function launches() {
  await world.settled()
  const { deploymentsInfo } = await world.call('listDeployments', { ...production, creators: ['autoscaling'] })
  return deploymentsInfo
}

async function isOut(name: string): Promise<boolean> {
  await world.settled()
  const { instanceInfo } = await world.call('getOnPremisesInstance', { instanceName: name })
  return instanceInfo.deregisterTime !== undefined
}

const onHost = async (deploymentId: string, targetId: string) =>
  (await world.call('getDeploymentTarget', { deploymentId, targetId })).deploymentTarget.instanceTarget

describe('a new host on which its first deployment fails', () => {
  test('is deregistered: it is in no group and gets no users', async () => {
    await world.enrol('web-3')
    expect(await isOut('web-3')).toBe(true)
    const { instances } = await world.call('listGroupInstances', { ...production })
    expect(instances.map(({ instanceName }) => instanceName)).toEqual(['web-1', 'web-2'])
    expect(await isOut('web-1')).toBe(false)
  })

  test('is taken out in the commit of the end itself, so that no death parts them', async () => {
    const commits: string[] = []
    world.ports.conductor.onCommitted(({ directory, deployments }) => {
      const out = directory.flatMap((change) =>
        change.collection === 'instances' && 'put' in change && change.put.deregisterTime !== undefined
          ? [change.put.instanceName]
          : [],
      )
      if (out.length > 0) commits.push(`${out.join()}, ${deployments.map(({ status }) => status).join()}`)
    })
    await world.enrol('web-3')
    await world.settled()
    expect(commits).toEqual(['web-3, Failed'])
  })

  test('is told of: in the sentence, the events and the activity of its deployment, on the host, and in the audit', async () => {
    await world.enrol('web-3')
    const [launch] = await launches()
    const deploymentId = launch?.deploymentId ?? ''
    const message = 'web-3 was discarded by the policy of storefront/production: the first deployment to it failed.'
    const { sentence } = await infoOf(world, deploymentId)
    expect(sentence.map((part) => ('text' in part ? part.text : '')).join('')).toContain(message)
    const { events } = await world.call('listDeploymentEvents', { deploymentId, after: 0 })
    expect(events.at(-1)?.text).toBe(message)
    const { activity } = await world.call('listActivity', { kinds: ['troubled'] })
    expect(activity).toMatchObject([{ text: message, by: 'policy of storefront/production' }])
    expect(await onHost(deploymentId, 'web-3')).toMatchObject({
      statusReason: 'Discarded by the policy of storefront/production.',
    })
    const { records } = await world.call('listAuditRecords', {})
    expect(records[0]).toMatchObject({
      actor: 'service:policy of storefront/production',
      action: 'deregisterOnPremisesInstance',
      resource: 'instance:web-3',
      outcome: 'done',
      detail: `failedNewHosts is discard: ${deploymentId}, the first deployment to it, failed`,
    })
  })

  test('is not made again by anybody; registered again under its name it is new once more', async () => {
    await world.enrol('web-3')
    expect(await launches()).toHaveLength(1)
    world.clock.advance(1000)
    await world.enrol('web-3')
    expect(await launches()).toHaveLength(2)
    expect(await isOut('web-3')).toBe(true)
  })

  test('is discarded alone: those that came with it and succeeded stay', async () => {
    for (const name of ['web-0', 'web-3']) await world.enrol(name, [])
    await world.call('addTagsToOnPremisesInstances', { tags: inProduction, instanceNames: ['web-0', 'web-3'] })
    expect([await isOut('web-0'), await isOut('web-3')]).toEqual([false, true])
  })

  test('keeps what it said when it failed, also when others of its deployment failed later', async () => {
    world.script(({ event }) => (event === 'ValidateService' ? 'runs' : succeeded))
    for (const name of ['web-3', 'web-4']) await world.enrol(name, [])
    await world.call('addTagsToOnPremisesInstances', { tags: inProduction, instanceNames: ['web-3', 'web-4'] })
    await world.settled()
    await finish('web-3', { logTail: 'port 8080 is in use' })
    await finish('web-4')
    const [launch] = await launches()
    const target = await onHost(launch?.deploymentId ?? '', 'web-3')
    expect(target).toMatchObject({ statusReason: 'Discarded by the policy of storefront/production.' })
    expect(target.lifecycleEvents.at(-1)?.diagnostics?.logTail).toBe('port 8080 is in use')
  })

  test('is kept where the group says keep, which it does unless its owner said otherwise', async () => {
    await world.call('updateDeploymentGroup', { ...toUpdate, failedNewHosts: 'keep' })
    await world.enrol('web-3')
    expect(await launches()).toMatchObject([{ status: 'Failed' }])
    expect(await isOut('web-3')).toBe(false)
  })

  test('is kept when its group says keep before the end, or when it matches the group no more', async () => {
    world.script(({ event }) => (event === 'ValidateService' ? 'runs' : succeeded))
    await world.enrol('web-3')
    await world.settled()
    await world.call('removeTagsFromOnPremisesInstances', { tags: inProduction, instanceNames: ['web-3'] })
    await finish('web-3')
    expect(await isOut('web-3')).toBe(false)
    await world.enrol('web-4')
    await world.settled()
    await world.call('updateDeploymentGroup', { ...toUpdate, failedNewHosts: 'keep' })
    await finish('web-4')
    expect(await isOut('web-4')).toBe(false)
  })

  test('is kept when somebody stopped its deployment', async () => {
    world.script(({ event }) => (event === 'ValidateService' ? 'runs' : succeeded))
    await world.enrol('web-3')
    const [launch] = await launches()
    await world.call('stopDeployment', { deploymentId: launch?.deploymentId ?? '', autoRollbackEnabled: false })
    await finish('web-3')
    expect(await launches()).toMatchObject([{ status: 'Stopped' }])
    expect(await isOut('web-3')).toBe(false)
  })
})

/** Its last event fails. */
async function finish(name: string, said: Parameters<typeof failed>[0] = {}): Promise<void> {
  const last = world.hosts.ran.filter((id) => id.includes(`/${name}/ValidateService/`))
  for (const id of last) await world.hosts.finish(id, failed(said))
  await world.settled()
  world.clock.advance(1000)
}

describe('never taken out is', () => {
  test('a host that served the group: it lost its tag and got it back', async () => {
    await world.call('removeTagsFromOnPremisesInstances', { tags: inProduction, instanceNames: ['web-2'] })
    world.script(() => succeeded)
    await deployedAtOnce(world, '1.1')
    world.script(() => failed())
    await world.call('addTagsToOnPremisesInstances', { tags: inProduction, instanceNames: ['web-2'] })
    expect(await launches()).toMatchObject([{ status: 'Failed' }])
    expect(await isOut('web-2')).toBe(false)
  })

  test('a host on which a deployment failed that somebody asked for', async () => {
    await world.call('updateDeploymentGroup', { ...toUpdate, newHosts: 'off', failedNewHosts: 'keep' })
    await world.enrol('web-3')
    await world.call('updateDeploymentGroup', { ...toUpdate, newHosts: 'automatic', failedNewHosts: 'discard' })
    await deployedAtOnce(world, '1.1')
    expect(await isOut('web-3')).toBe(false)
  })

  test.each([1, 60])('a host that runs another group’s revision, although %i new ones fail with it', async (others) => {
    await world.call('createDeploymentGroup', {
      ...production,
      deploymentGroupName: 'staging',
      onPremisesInstanceTagFilters: [{ Key: 'env', Value: 'staging', Type: 'KEY_AND_VALUE' }],
    })
    await world.enrol('web-3', [{ Key: 'env', Value: 'staging' }])
    world.script(() => succeeded)
    await deployedAtOnce(world, '1.0', { deploymentGroupName: 'staging' })
    world.script(() => failed())
    const names = Array.from({ length: others }, (_, at) => `web-${at + 4}`)
    for (const name of names) await world.enrol(name, [])
    await world.call('addTagsToOnPremisesInstances', { tags: inProduction, instanceNames: ['web-3', ...names] })
    expect([await isOut('web-3'), await isOut('web-4'), await isOut(`web-${others + 3}`)]).toEqual([false, true, true])
  })

  test('a host on which another group is at work', async () => {
    await world.call('createDeploymentGroup', {
      ...production,
      deploymentGroupName: 'jobs',
      onPremisesInstanceTagFilters: [{ Key: 'jobs', Value: 'yes', Type: 'KEY_AND_VALUE' }],
    })
    await world.enrol('web-3', [{ Key: 'jobs', Value: 'yes' }])
    world.script(() => 'runs')
    const deploymentId = await deployedAtOnce(world, '1.0', { deploymentGroupName: 'jobs' })
    world.script(() => failed())
    await world.call('addTagsToOnPremisesInstances', { tags: inProduction, instanceNames: ['web-3'] })
    const [launch] = await launches()
    expect(await onHost(launch?.deploymentId ?? '', 'web-3')).toMatchObject({
      statusReason: `Not discarded: ${deploymentId} of storefront/jobs is at work on it.`,
    })
    expect(await isOut('web-3')).toBe(false)
  })

  test('a host that users reach through a target group which is not this group’s; why is said', async () => {
    await world.call('createLoadBalancer', {
      name: 'edge',
      kind: 'embedded',
      listeners: { production: 4680, test: 4681 },
      healthCheck: { path: '/health' },
    })
    await world.call('createTargetGroup', { name: 'web', loadBalancerName: 'edge', port: 8080 })
    const key = directoryKeys.member(firstAccountId, 'web', 'web-3')
    const put = {
      accountId: firstAccountId,
      targetGroupName: 'web',
      targetId: 'web-3',
      address: '192.0.2.7',
      port: 8080,
      weight: 1,
      traffic: 'production' as const,
    }
    await world.write([{ collection: 'targetGroupMembers', key, put }])
    await world.enrol('web-3')
    const [launch] = await launches()
    expect(await isOut('web-3')).toBe(false)
    expect(await onHost(launch?.deploymentId ?? '', 'web-3')).toMatchObject({
      statusReason: 'Not discarded: users reach it through target group web.',
    })
  })
})

describe('the setting', () => {
  test('is keep in a new group and in one that was made before it could be chosen', async () => {
    const fresh = await aWorld()
    await fresh.storefront(1)
    const info = async () => (await fresh.call('getDeploymentGroup', production)).deploymentGroupInfo
    expect(await info()).toMatchObject({ failedNewHosts: 'keep' })
    const key = directoryKeys.group(firstAccountId, 'storefront', 'production')
    const row = await fresh.store.get('deploymentGroups', key)
    if (row === undefined) throw new Error('the group is not there')
    const { failedNewHosts: _, ...put } = row
    await fresh.write([{ collection: 'deploymentGroups', key, put }])
    expect(await info()).toMatchObject({ failedNewHosts: 'keep' })
  })

  test.each([
    ['createDeploymentGroup', { ...production, deploymentGroupName: 'other' }],
    ['updateDeploymentGroup', toUpdate],
  ])('%s refuses other words, discard without newHosts automatic, and discard in blue/green', async (name, input) => {
    const refused = (more: object) => world.refused(name, { ...input, ...more })
    expect(await refused({ failedNewHosts: 'abandon' })).toMatchObject({
      code: 'InvalidInputException',
      details: [{ field: 'failedNewHosts' }],
    })
    for (const newHosts of ['off', 'offer'])
      expect(await refused({ newHosts, failedNewHosts: 'discard' })).toMatchObject({
        code: 'InvalidInputException',
        details: [
          {
            field: 'failedNewHosts',
            message: expect.stringMatching(/^failedNewHosts may be discard only while newHosts/),
          },
        ],
      })
    const other = await aWorld()
    await aBlueGreenShop(other)
    const { applicationName, deploymentGroupName } = blueGreen
    const group = { applicationName, currentDeploymentGroupName: deploymentGroupName }
    expect(await other.refused('updateDeploymentGroup', { ...group, failedNewHosts: 'discard' })).toMatchObject({
      details: [{ field: 'failedNewHosts', message: expect.stringMatching(/^failedNewHosts must be keep for .*BLUE/) }],
    })
  })

  test('stays when others are changed, but newHosts is not turned off from under it', async () => {
    await world.call('updateDeploymentGroup', { ...toUpdate, outdatedInstancesStrategy: 'IGNORE' })
    const { deploymentGroupInfo } = await world.call('getDeploymentGroup', production)
    expect(deploymentGroupInfo).toMatchObject({ newHosts: 'automatic', failedNewHosts: 'discard' })
    expect(await world.refused('updateDeploymentGroup', { ...toUpdate, newHosts: 'off' })).toMatchObject({
      code: 'InvalidInputException',
      details: [{ field: 'failedNewHosts' }],
    })
  })
})
