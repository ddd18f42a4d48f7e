import { limits, type Actor } from '@sluice/model'
import { describe, expect, test } from 'vitest'
import { goodBundle } from '../testing/a-bundle.ts'
import { actorWith, aWorld } from '../testing/a-world.ts'

const day = 24 * 3600 * 1000
const eve: Actor = { ...actorWith('deployer'), userId: '00000000-0000-4000-8000-0000000000e5', name: 'Eve' } as Actor
const ofEve = { caller: eve }
const search = '?application=storefront&group=production'

describe('a draft', () => {
  test('is opened by everybody who may deploy, and says by whom and when it was saved', async () => {
    const world = await aWorld()
    const { draftId } = await world.call('saveDraft', { search })
    expect(draftId).toMatch(/^dr-[0-9a-f]{20}$/)
    world.clock.advance(60_000)
    await world.call('saveDraft', { draftId, search: `${search}&revision=r-1` }, ofEve)
    expect(await world.call('getDraft', { draftId }, { role: 'deployer' })).toEqual({
      draftId,
      search: `${search}&revision=r-1`,
      createdBy: 'Dana',
      updatedBy: 'Eve',
      updateTime: new Date(world.clock.now()).toISOString(),
    })
    expect(await world.refused('getDraft', { draftId }, { role: 'viewer' })).toMatchObject({ code: 'AccessDenied' })
    expect(await world.refused('saveDraft', { search }, { role: 'viewer' })).toMatchObject({ code: 'AccessDenied' })
  })

  test('of another account is not there', async () => {
    const world = await aWorld()
    const { draftId } = await world.call('saveDraft', { search })
    const stranger: Actor = { ...eve, accountId: '000000000002' }
    for (const [name, input] of [
      ['getDraft', { draftId }],
      ['saveDraft', { draftId, search: '?' }],
    ] as const)
      expect(await world.refused(name, input, { caller: stranger })).toMatchObject({ code: 'DraftDoesNotExist' })
  })

  test('is gone when it was started', async () => {
    const world = await aWorld()
    await world.storefront(1)
    const { draftId } = await world.call('saveDraft', { search })
    const revision = await world.upload('storefront-1.0.tgz', goodBundle('1.0'))
    const production = { applicationName: 'storefront', deploymentGroupName: 'production' }
    const { deploymentId } = await world.call('createDeployment', { ...production, revision, draftId })
    expect(await world.refused('getDraft', { draftId })).toMatchObject({
      code: 'DraftDoesNotExist',
      message: `The draft ${draftId} was started and is deployment ${deploymentId} now.`,
      details: [{ field: 'draftId', rule: 'started', fix: deploymentId }],
    })
    expect(await world.refused('saveDraft', { draftId, search })).toMatchObject({ code: 'DraftDoesNotExist' })
  })

  test('that is gone hinders no start', async () => {
    const world = await aWorld()
    await world.storefront(1)
    const revision = await world.upload('storefront-1.0.tgz', goodBundle('1.0'))
    const production = { applicationName: 'storefront', deploymentGroupName: 'production' }
    await world.call('createDeployment', { ...production, revision, draftId: 'dr-unknown' })
    expect((await world.call('listDeployments', {})).deployments).toHaveLength(1)
  })

  test('is gone after thirty days without a touch, and removed by the next that is saved', async () => {
    const world = await aWorld()
    const { draftId } = await world.call('saveDraft', { search })
    world.clock.advance(limits.draftDays * day - 1)
    expect(await world.call('getDraft', { draftId })).toMatchObject({ search })
    world.clock.advance(1)
    expect(await world.refused('getDraft', { draftId })).toMatchObject({ code: 'DraftDoesNotExist' })
    expect(await world.refused('saveDraft', { draftId, search })).toMatchObject({ code: 'DraftDoesNotExist' })
    const { draftId: other } = await world.call('saveDraft', { search }, ofEve)
    expect((await world.store.list('drafts', '')).map((draft) => draft.draftId)).toEqual([other])
  })

  test('gives way when its owner has a hundred younger ones, and to nobody else’s', async () => {
    const world = await aWorld()
    const { draftId: eves } = await world.call('saveDraft', { search }, ofEve)
    const { draftId: oldest } = await world.call('saveDraft', { search })
    const { draftId: second } = await world.call('saveDraft', { search })
    world.clock.advance(1000)
    await world.call('saveDraft', { draftId: oldest, search })
    world.clock.advance(1000)
    for (let count = 2; count <= limits.draftsPerUser; count++) await world.call('saveDraft', { search })
    expect(await world.refused('getDraft', { draftId: second })).toMatchObject({ code: 'DraftDoesNotExist' })
    expect(await world.call('getDraft', { draftId: oldest })).toMatchObject({ search })
    expect(await world.call('getDraft', { draftId: eves })).toMatchObject({ createdBy: 'Eve' })
  })

  test('longer than an address may be is refused', async () => {
    const world = await aWorld()
    const tooLong = { search: `?${'x'.repeat(limits.keptSearchCharacters)}` }
    expect(await world.refused('saveDraft', tooLong)).toMatchObject({
      code: 'InvalidInputException',
      message: expect.stringContaining('search'),
    })
  })
})
