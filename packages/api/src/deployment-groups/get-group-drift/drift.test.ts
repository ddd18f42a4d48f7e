/** Which hosts of a group are not on its last successful revision, why, and what catching up does. */
import { failed, succeeded } from '@sluice/platforms'
import { expect, test } from 'vitest'
import { deployedAtOnce, production, shop } from '../../testing/a-shop.ts'
import type { World } from '../../testing/a-world.ts'
import { driftSentence } from './words.ts'

const toUpdate = { applicationName: 'storefront', currentDeploymentGroupName: 'production' }
const driftOf = (world: World) => world.call('getGroupDrift', production)

test('a group in which nothing succeeded has nothing to drift from, and says so', async () => {
  expect(await driftOf(await shop(2))).toMatchObject({
    total: 2,
    drifting: 0,
    sentence: 'Nothing has succeeded in this group yet.',
    catchUp: { allowed: false, reason: expect.stringMatching(/deploy to all its hosts first\.$/) },
  })
})

test('where all hosts run the last revision, it says which, and there is nothing to catch up', async () => {
  const world = await shop()
  await deployedAtOnce(world, '1.2')
  const all = 'All 4 hosts run storefront-1.2.'
  expect(await driftOf(world)).toMatchObject({
    drifting: 0,
    sentence: all,
    hosts: [],
    catchUp: { allowed: false, reason: all },
  })
})

test('each host says why: it came later, failed last time, or is on an older revision', async () => {
  const world = await shop()
  await deployedAtOnce(world, '1.0')
  world.script(({ targetId, event }) => (targetId === 'web-4' && event === 'Install' ? failed() : succeeded))
  const tagged = { tags: [{ Key: 'env', Value: 'production' }], instanceNames: ['web-2'] }
  await world.call('removeTagsFromOnPremisesInstances', tagged)
  await deployedAtOnce(world, '1.1')
  await world.call('addTagsToOnPremisesInstances', tagged)
  await world.enrol('web-5')
  const { sentence, hosts, reasons, catchUp } = await driftOf(world)
  expect(sentence).toBe('3 of 5 hosts are not on storefront-1.1.')
  expect(hosts.map(({ instanceName, reason }) => [instanceName, reason])).toEqual([
    ['web-2', 'olderRevision'],
    ['web-4', 'failedLastTime'],
    ['web-5', 'appearedLater'],
  ])
  expect(hosts[0]?.sentence).toBe('Runs storefront-1.0, which succeeded here before.')
  expect(reasons.map(({ words }) => words).toSorted()).toEqual([
    '1 began to match later',
    '1 failed last time',
    '1 is on an older revision',
  ])
  expect(catchUp).toEqual({
    allowed: true,
    sentence: 'Deploys storefront-1.1 to these 3 hosts alone, after its plan was shown. 2 others stay as they are.',
  })
})

test('catching up deploys to exactly those, and then nobody drifts', async () => {
  const world = await shop(2)
  await deployedAtOnce(world, '1.0')
  for (const name of ['web-3', 'web-4']) await world.enrol(name)
  const deploymentId = await deployedAtOnce(world, '1.0', { updateOutdatedInstancesOnly: true })
  expect((await world.call('listDeploymentTargets', { deploymentId })).targetIds).toEqual(['web-3', 'web-4'])
  expect(await driftOf(world)).toMatchObject({ drifting: 0, sentence: 'All 4 hosts run storefront-1.0.' })
})

test('where the group says automatic, hosts that drift already are said to stay until somebody catches them up', async () => {
  const world = await shop(2)
  await deployedAtOnce(world, '1.0', { fileExistsBehavior: 'RETAIN' })
  await world.enrol('web-3')
  expect((await driftOf(world)).newHosts.rest).toBeUndefined()
  await world.call('updateDeploymentGroup', { ...toUpdate, newHosts: 'automatic' })
  await world.settled()
  const { drifting, newHosts, current } = await driftOf(world)
  expect([drifting, newHosts.rest]).toEqual([
    1,
    'Hosts that match already and are on something else stay as they are until somebody deploys to them or catches them up.',
  ])
  expect(current?.fileExistsBehavior, 'what a catch-up is filled in with').toBe('RETAIN')
})

test('new hosts are offered where the group says offer, and their number is told', async () => {
  const world = await shop(2)
  await deployedAtOnce(world, '1.0')
  await world.enrol('web-3')
  expect((await driftOf(world)).newHosts).toMatchObject({ policy: 'off', offered: 0 })
  await world.call('updateDeploymentGroup', { ...toUpdate, newHosts: 'offer' })
  expect((await driftOf(world)).newHosts).toMatchObject({ policy: 'offer', offered: 1 })
})

test('while a deployment runs there is no catching up, and it says for what to wait', async () => {
  const world = await shop(2)
  await deployedAtOnce(world, '1.0')
  await world.enrol('web-3')
  world.script(() => 'runs')
  const running = await deployedAtOnce(world, '1.1')
  expect((await driftOf(world)).catchUp).toMatchObject({
    allowed: false,
    reason: `${running} is running in production. Wait for its end.`,
  })
})

test('a page is bounded, and the next one goes on', async () => {
  const world = await shop(1)
  await deployedAtOnce(world, '1.0')
  for (let number = 2; number <= 130; number++) await world.enrol(`web-${number}`)
  const first = await driftOf(world)
  const next = await world.call('getGroupDrift', { ...production, nextToken: first.nextToken ?? 'none' })
  expect([first.drifting, first.hosts.length + next.hosts.length]).toEqual([129, 129])
  expect(first.hosts.length).toBeLessThan(129)
})

test.each([
  [4, 0, 1, 'and has begun on 1 of 4 hosts. The other 3 run 1.0.'],
  [4, 0, 3, 'and has begun on 3 of 4 hosts. The other one runs 1.0.'],
  [4, 2, 2, 'and has begun on 2 of 4 hosts. The other 2 are not on 1.0.'],
  [4, 1, 3, 'and has begun on 3 of 4 hosts. The other one is not on 1.0.'],
  [4, 1, 2, 'and has begun on 2 of 4 hosts. Of the other 2, 1 is not on 1.0.'],
  [4, 0, 4, 'and has begun on all 4 hosts.'],
  [1, 0, 1, 'and has begun on the only host.'],
])('of %i hosts, %i drifting, with %i begun it says what is true of the others', (total, drifting, begun, words) => {
  const running = { deploymentId: 'd-1', revisionName: '1.1', begun }
  expect(driftSentence({ total, drifting, revisionName: '1.0', running })).toBe(`d-1 is deploying 1.1 ${words}`)
})

test.each([
  [1, 1, '1 of 1 host is not on 1.0.'],
  [6, 1, '1 of 6 hosts is not on 1.0.'],
  [6, 2, '2 of 6 hosts are not on 1.0.'],
])('of %i hosts with %i drifting it is said in the right number', (total, drifting, words) => {
  expect(driftSentence({ total, drifting, revisionName: '1.0', running: undefined })).toBe(words)
})

test('before a running deployment has begun anywhere, what was so is so', () => {
  const running = { deploymentId: 'd-1', revisionName: '1.1', begun: 0 }
  expect(driftSentence({ total: 4, drifting: 0, revisionName: '1.0', running })).toBe('All 4 hosts run 1.0.')
})
