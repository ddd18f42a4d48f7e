import { limits, personId, type Actor } from '@sluice/model'
import { directoryKeys } from '@sluice/store'
import { describe, expect, test } from 'vitest'
import { ann, dana, eve, person, tokenOfDana } from '../testing/a-decision.ts'
import { aWorld, type World } from '../testing/a-world.ts'

const failed = { screen: 'deployments', name: 'Failed', search: 'status=Failed' } as const
const viewer: Actor = { ...person(4, 'Vic'), role: 'viewer' }
const admin = person(5, 'Ada', 'admin')

const namesOf = async (world: World, caller: Actor, screen: 'deployments' | 'activity' = 'deployments') =>
  (await world.call('listViews', { screen }, { caller })).views.map(({ name, scope }) => `${name} (${scope})`)

describe('a saved view', () => {
  test('that is personal is seen by its maker only, their tokens too', async () => {
    const world = await aWorld()
    const { viewId } = await world.call('saveView', failed, { caller: dana })
    expect((await world.call('listViews', { screen: 'deployments' }, { caller: dana })).views).toMatchObject([
      { viewId, ...failed, scope: 'personal', createdBy: 'Dana', isMine: true, remove: { allowed: true } },
    ])
    expect(await namesOf(world, tokenOfDana)).toEqual(['Failed (personal)'])
    expect(await namesOf(world, eve)).toEqual([])
    expect(await namesOf(world, dana, 'activity')).toEqual([])
  })

  test('of the team is seen by everybody, and deleted by its maker and administrators only', async () => {
    const world = await aWorld()
    const { viewId } = await world.call('saveView', { ...failed, scope: 'team' }, { caller: dana })
    expect(await namesOf(world, viewer)).toEqual(['Failed (team)'])
    const [seen] = (await world.call('listViews', { screen: 'deployments' }, { caller: eve })).views
    expect(seen?.remove).toEqual({ allowed: false, reason: 'Dana made it: only they and administrators delete it.' })
    expect(await world.refused('deleteView', { viewId }, { caller: eve })).toMatchObject({ code: 'AccessDenied' })
    await world.call('deleteView', { viewId }, { caller: admin })
    expect(await namesOf(world, dana)).toEqual([])
  })

  test('of the team is for those who deploy; a viewer keeps personal ones, and is told so before', async () => {
    const world = await aWorld()
    await world.call('saveView', failed, { caller: viewer })
    const shared = { ...failed, scope: 'team' }
    expect(await world.refused('saveView', shared, { caller: viewer })).toMatchObject({
      code: 'AccessDenied',
      message: 'Your role is viewer. Saving a view for the team needs deployer: ask an administrator.',
    })
    expect((await world.call('listViews', { screen: 'deployments' }, { caller: viewer })).share).toMatchObject({
      allowed: false,
    })
    expect((await world.call('listViews', { screen: 'deployments' }, { caller: dana })).share).toEqual({
      allowed: true,
    })
  })

  test('has a name of its own in its list and scope; another screen, scope or person may have the same', async () => {
    const world = await aWorld()
    await world.call('saveView', failed, { caller: dana })
    expect(await world.refused('saveView', { ...failed, name: ' failed ' }, { caller: dana })).toMatchObject({
      code: 'SavedViewAlreadyExists',
      details: [{ field: 'name' }],
    })
    await world.call('saveView', { ...failed, screen: 'activity' }, { caller: dana })
    await world.call('saveView', { ...failed, scope: 'team' }, { caller: dana })
    await world.call('saveView', failed, { caller: eve })
    expect(await world.refused('saveView', { ...failed, scope: 'team' }, { caller: eve })).toMatchObject({
      code: 'SavedViewAlreadyExists',
    })
  })

  test('of somebody else is like one that never was', async () => {
    const world = await aWorld()
    const { viewId } = await world.call('saveView', failed, { caller: dana })
    const refusal = { code: 'SavedViewDoesNotExist' }
    expect(await world.refused('deleteView', { viewId }, { caller: ann })).toMatchObject(refusal)
    expect(await world.refused('deleteView', { viewId: 'nothing' }, { caller: dana })).toMatchObject(refusal)
    const stranger: Actor = { ...admin, accountId: '000000000002' }
    expect(await world.refused('deleteView', { viewId }, { caller: stranger })).toMatchObject(refusal)
    expect(await namesOf(world, stranger)).toEqual([])
    await world.call('deleteView', { viewId }, { caller: dana })
  })

  test.each([
    ['personal', limits.personalViewsPerUser, 'You have 50 views of your own'],
    ['team', limits.teamViewsPerAccount, 'The team has 500 saved views'],
  ] as const)(
    'more %s ones than may be are refused with the way out, and use up no other limit',
    async (scope, most, says) => {
      const world = await aWorld()
      const other = scope === 'team' ? 'personal' : 'team'
      const rows = Array.from({ length: most }, (_, n) => ({
        ...failed,
        viewId: `v-${n}`,
        accountId: dana.accountId,
        name: `View ${n}`,
        scope,
        userId: personId(dana),
        createdBy: 'Dana',
        createTime: '2026-11-22T12:00:00.000Z',
      }))
      await world.write(
        rows.map((put) => ({ collection: 'savedViews', key: directoryKeys.savedView(put.accountId, put.viewId), put })),
      )
      expect(await world.refused('saveView', { ...failed, scope }, { caller: dana })).toMatchObject({
        code: 'SavedViewLimitExceeded',
        message: expect.stringContaining(says),
      })
      await world.call('saveView', { ...failed, scope: other }, { caller: dana })
      await world.call('saveView', failed, { caller: eve })
    },
  )

  test.each([
    ['a name that is empty', { name: ' ' }],
    ['an address that is too long', { search: 'q='.padEnd(limits.keptSearchCharacters + 1, 'x') }],
    ['a screen that has no views', { screen: 'instances' }],
  ])('with %s is refused', async (_, part) => {
    const world = await aWorld()
    expect(await world.refused('saveView', { ...failed, ...part })).toMatchObject({ code: 'InvalidInputException' })
  })
})
