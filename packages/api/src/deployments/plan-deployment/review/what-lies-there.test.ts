/** The review is against what lies on the hosts of the plan: the last success of the group may have gone to others. */
import { failed, succeeded } from '@sluice/platforms'
import { aTarget, emptyCommit } from '@sluice/store/contract'
import { describe, expect, test } from 'vitest'
import { tgz } from '../../../testing/a-bundle.ts'
import { production, shop } from '../../../testing/a-shop.ts'
import type { World } from '../../../testing/a-world.ts'

const onFailure = { enabled: true, events: ['DEPLOYMENT_FAILURE' as const] }

/** Each has a file of its own beside the one that all have, and a stop script of its own. */
const upload = (world: World, version: string) =>
  world.upload(
    `shop-${version}.tgz`,
    tgz({
      'appspec.yml': `version: 0.0
os: linux
files:
  - source: app
    destination: /srv/shop
hooks:
  ApplicationStop:
    - location: scripts/stop-${version}.sh
`,
      [`scripts/stop-${version}.sh`]: '#!/bin/sh\nexit 0\n',
      'app/all.txt': 'all',
      [`app/${version}.txt`]: version,
    }),
  )

async function deploy(world: World, version: string, ...onlyTargets: string[]): Promise<string> {
  const { deploymentId } = await world.call('createDeployment', {
    ...production,
    revision: await upload(world, version),
    deploymentConfigName: 'CodeDeployDefault.AllAtOnce',
    ...(onlyTargets.length > 0 && { onlyTargets }),
  })
  await world.settled()
  world.clock.advance(1000)
  return deploymentId
}

const plan = async (world: World, version: string, ...onlyTargets: string[]) =>
  world.call('planDeployment', {
    ...production,
    revision: await upload(world, version),
    deploymentConfigName: 'CodeDeployDefault.AllAtOnce',
    autoRollbackConfiguration: onFailure,
    ...(onlyTargets.length > 0 && { onlyTargets }),
  })

describe('the review of a plan', () => {
  test('for a host that has another revision than the group is against that one', async () => {
    const world = await shop(3)
    await deploy(world, '1.0')
    await deploy(world, '1.1', 'web-1')
    const { changes, fileChanges, scriptChanges, stopScripts, rollback, warnings } = await plan(world, '1.0', 'web-1')
    expect(changes).toMatchObject({ against: 'shop-1.1', added: ['app/1.0.txt', 'scripts/stop-1.0.sh'] })
    expect(changes?.hosts).toBeUndefined()
    expect(fileChanges).toMatchObject({
      replaced: { paths: ['/srv/shop/all.txt'] },
      added: { paths: ['/srv/shop/1.0.txt'] },
      removed: { paths: ['/srv/shop/1.1.txt'] },
    })
    expect(scriptChanges.map(({ path }) => path)).toEqual(['scripts/stop-1.0.sh', 'scripts/stop-1.1.sh'])
    expect(stopScripts?.sentence).toMatch(
      /installed on a host now, which is shop-1\.1\. shop-1\.1 has scripts\/stop-1\.1\.sh/,
    )
    expect(warnings).toEqual([])
    // The revision that is deployed is what the group goes back to.
    expect(rollback.sentence).toBe(
      'If this fails shop-1.0 is deployed once more (it is the last revision that succeeded here, and there is none other to go back to): a new deployment to the host, changed ones first, with DISALLOW for files of others, as it was installed before.',
    )
  })

  test('for a host that never had anything of the group calls nothing there ours, and nothing running', async () => {
    const world = await shop(2)
    await deploy(world, '1.0')
    await world.enrol('web-3')
    const planned = await plan(world, '1.0', 'web-3')
    expect(planned.warnings).toEqual([])
    expect(planned.changes).toBeUndefined()
    expect(planned.stopScripts).toBeUndefined()
    expect(planned.fileChanges).toMatchObject({ replaced: { count: 0 }, added: { count: 2 }, removed: { count: 0 } })
    expect(planned.fileChanges?.sentence).toMatch(
      /^2 files are installed, where none of ours is now\. What lies at one of the 2 new places already is known to each host alone/,
    )
  })

  test('of hosts that differ says which has what, of files, stop scripts and the way back', async () => {
    const world = await shop(3)
    await deploy(world, '1.0')
    await deploy(world, '1.1', 'web-1')
    await world.enrol('web-4')
    const { changes, fileChanges, stopScripts, rollback, warnings } = await plan(world, '1.1')
    const now = '2 hosts have shop-1.0, 1 host has shop-1.1, 1 host has nothing of this group.'
    expect(changes).toMatchObject({ against: 'shop-1.0', hosts: `Not all have shop-1.0: ${now}` })
    expect(warnings).toEqual(['1 of 4 hosts has shop-1.1 already: it is installed there once more.'])
    expect(fileChanges?.sentence).toMatch(
      /^2 hosts with shop-1\.0: 1 file of ours is replaced, 1 is new, 1 is removed\. 1 host with shop-1\.1: 2 files of ours are replaced, none is new, none is removed\. 1 host without anything of this group: 2 files are installed, where none of ours is now\. What lies at one of the 2 new places/,
    )
    expect(fileChanges).toMatchObject({
      replaced: { paths: ['/srv/shop/1.1.txt', '/srv/shop/all.txt'] },
      added: { paths: ['/srv/shop/1.1.txt', '/srv/shop/all.txt'] },
      removed: { paths: ['/srv/shop/1.0.txt'] },
    })
    expect(stopScripts?.sentence).toContain(`installed on a host now: ${now} Where nothing is, none runs.`)
    expect(stopScripts?.scripts).toEqual([
      { event: 'ApplicationStop', location: 'scripts/stop-1.0.sh', revisionName: 'shop-1.0' },
      { event: 'ApplicationStop', location: 'scripts/stop-1.1.sh', revisionName: 'shop-1.1' },
    ])
    expect(rollback.sentence).toContain(`If this fails we return to shop-1.0: a new deployment to all 4 hosts`)
    expect(rollback.sentence).toContain(`Now ${now}`)
  })

  test('for a host on which the old stop script failed names what is still installed there', async () => {
    const world = await shop(2)
    await deploy(world, '1.0')
    world.script(({ targetId, event }) => (targetId === 'web-1' && event === 'ApplicationStop' ? failed() : succeeded))
    await deploy(world, '1.1')
    world.script(() => succeeded)
    const { stopScripts, changes, warnings, leftPartWay } = await plan(world, '1.1', 'web-1')
    expect(stopScripts).toMatchObject({ revisionName: 'shop-1.0' })
    expect(changes).toMatchObject({ against: 'shop-1.0', changed: ['appspec.yml'] })
    expect(leftPartWay).toMatchObject([{ targetIds: ['web-1'] }])
    expect(warnings).toEqual([])
  })

  test('calls no revision running on a host where it was installed and failed later', async () => {
    const world = await shop(1)
    await deploy(world, '1.0')
    world.script(({ event }) => (event === 'ValidateService' ? failed() : succeeded))
    await deploy(world, '1.1')
    world.script(() => succeeded)
    const { warnings, fileChanges, rollback } = await plan(world, '1.1')
    expect(warnings).toEqual([])
    expect(fileChanges?.sentence).toMatch(/^2 files of ours are replaced, none is new, none is removed/)
    expect(rollback.sentence).toContain('If this fails we return to shop-1.0: a new deployment to the host')
    expect(rollback.sentence).toContain('Now 1 host has shop-1.1.')
  })

  test('says what it is a guess of, where too many deployments came since to know', async () => {
    const world = await shop(2)
    const first = await deploy(world, '1.0')
    const row = await world.store.getDeployment(first)
    if (row === undefined) throw new Error('it was not deployed')
    const narrowed = { by: 'onlyTargets', leftOut: 2, othersRunIt: false } as const
    const ids = Array.from({ length: 301 }, (_, n) => `d-S${String(n).padStart(8, '0')}`)
    const deployments = ids.map((deploymentId) => {
      const createTime = new Date(world.clock.advance(1000)).toISOString()
      return { ...row, deploymentId, createTime, narrowed }
    })
    const targets = ids.map((id, n) => aTarget(id, 0, { targetId: `guest-${n}`, status: 'Succeeded' }))
    await world.store.commit(emptyCommit({ deployments, targets }))
    const { spread, changes, fileChanges, stopScripts, rollback, warnings } = await plan(world, '1.1')
    expect(spread).toBeUndefined()
    expect(warnings).toEqual([])
    expect(changes?.hosts).toMatch(
      /^What each host has is not known here: shop-1\.0 is the last revision that succeeded/,
    )
    expect(fileChanges?.sentence).toMatch(
      /Of 2 hosts it is not known which files are ours; that is against shop-1\.0, the last that succeeded here\. What lies where a file goes already is known/,
    )
    expect(stopScripts?.sentence).toContain('which is not known here; shop-1.0 is the last that succeeded.')
    expect(rollback.sentence).toContain('What they have now is not known here.')
  })
})
