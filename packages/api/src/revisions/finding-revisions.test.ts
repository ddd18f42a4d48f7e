import { describe, expect, test } from 'vitest'
import { goodBundle } from '../testing/a-bundle.ts'
import { aWorld, type World } from '../testing/a-world.ts'
import type { Input } from '../contracts.ts'

const applicationName = 'storefront'
const group = { applicationName, deploymentGroupName: 'production' }

/** Three registered a second apart; 1.0 and then 1.1 are deployed. */
async function aHistory(): Promise<World> {
  const world = await aWorld()
  await world.storefront(2)
  const locations = []
  for (const version of ['1.0', '1.1', '1.2']) {
    locations.push(await world.upload(`${version}/storefront-${version}.tgz`, goodBundle(version)))
    world.clock.advance(1000)
    await world.call('registerApplicationRevision', { applicationName, revision: locations.at(-1) })
  }
  for (const revision of locations.slice(0, 2)) {
    await world.call('createDeployment', { ...group, revision })
    await world.settled()
    world.clock.advance(1000)
  }
  return world
}

async function registerAgain(world: World) {
  const location = 'releases/1.1/storefront-1.1.tgz?bundleType=tgz'
  await world.call('registerApplicationRevision', { applicationName, location })
  return world.call('listApplicationRevisions', { applicationName })
}

const names = async (world: World, input: Partial<Input<'listApplicationRevisions'>>) =>
  (await world.call('listApplicationRevisions', { applicationName, ...input })).revisionsInfo.map(({ name }) =>
    name.replace('storefront-', ''),
  )

describe('revisions are listed', () => {
  test.each([
    [{}, ['1.2', '1.1', '1.0']],
    [{ sortBy: 'registerTime', sortOrder: 'ascending' }, ['1.0', '1.1', '1.2']],
    [{ sortBy: 'firstUsedTime', sortOrder: 'ascending' }, ['1.2', '1.0', '1.1']],
    [{ sortBy: 'firstUsedTime', sortOrder: 'descending' }, ['1.1', '1.0', '1.2']],
    [{ sortBy: 'lastUsedTime' }, ['1.1', '1.0', '1.2']],
    [{ sortBy: 'lastUsedTime', sortOrder: 'ascending' }, ['1.2', '1.0', '1.1']],
    [{ deployed: 'include' }, ['1.1']],
    [{ deployed: 'exclude' }, ['1.2', '1.0']],
    [{ deployed: 'ignore' }, ['1.2', '1.1', '1.0']],
    [{ s3Bucket: 'releases' }, ['1.2', '1.1', '1.0']],
    [{ s3Bucket: 'elsewhere' }, []],
    [{ s3Bucket: 'releases', s3KeyPrefix: '1.1/' }, ['1.1']],
  ] as const)('%j', async (input, expected) => {
    expect(await names(await aHistory(), input)).toEqual(expected)
  })

  test.each([
    ['InvalidSortByException', { sortBy: 'name' }],
    ['InvalidSortOrderException', { sortOrder: 'up' }],
    ['InvalidDeployedStateFilterException', { deployed: 'yes' }],
    ['InvalidBucketNameFilterException', { s3Bucket: 'No Bucket' }],
    ['InvalidKeyPrefixFilterException', { s3Bucket: 'releases', s3KeyPrefix: '' }],
    ['BucketNameFilterRequiredException', { s3KeyPrefix: '1.0/' }],
    ['InvalidNextTokenException', { nextToken: 'mine' }],
  ])('not by bad input: %s', async (code, input) => {
    const world = await aWorld()
    await world.call('createApplication', { applicationName })
    expect(await world.refused('listApplicationRevisions', { applicationName, ...input })).toMatchObject({ code })
  })

  test('page by page in every order, each once', async () => {
    const world = await aWorld()
    await world.call('createApplication', { applicationName })
    const { sha256, size } = await world.put('storefront.tgz')
    await world.write(
      Array.from({ length: 105 }, (_, at) => {
        const revisionId = String(at).padStart(3, '0')
        const key = `000000000001/${applicationName}/${revisionId}`
        const location = { revisionType: 'S3', s3Location: { bucket: 'releases', key: 'x.tgz', bundleType: 'tgz' } }
        const time = new Date(Date.UTC(2026, 0, 1, 0, 0, at % 10)).toISOString()
        const rest = { accountId: '000000000001', applicationName, sha256, size, fileCount: 1, registeredBy: 'Ada' }
        const used = at % 2 === 0 ? { firstUsedTime: time, lastUsedTime: time } : {}
        const put = { ...rest, ...used, revisionId, location, name: `r${revisionId}`, registerTime: time } as never
        return { collection: 'revisions', key, put }
      }),
    )
    for (const sortOrder of ['ascending', 'descending'] as const) {
      const asked = { applicationName, sortBy: 'lastUsedTime', sortOrder } as const
      const first = await world.call('listApplicationRevisions', asked)
      const second = await world.call('listApplicationRevisions', { ...asked, nextToken: first.nextToken })
      const ids = [...first.revisionsInfo, ...second.revisionsInfo].map(({ revisionId }) => revisionId)
      expect([first.revisionsInfo.length, new Set(ids).size, second.nextToken]).toEqual([100, 105, undefined])
    }
  })
})

describe('the use of a revision', () => {
  test('says how often, where it runs, where it succeeded last, and when', async () => {
    const world = await aHistory()
    const { revisionsInfo, groupCount } = await world.call('listApplicationRevisions', { applicationName })
    expect(groupCount).toBe(1)
    expect(revisionsInfo).toMatchObject([
      { deployments: 0, successes: 0, runsIn: [], succeededIn: [] },
      { deployments: 1, successes: 1, runsIn: ['production'], succeededIn: [] },
      { deployments: 1, successes: 1, runsIn: [], succeededIn: ['production'] },
    ])
    expect(revisionsInfo[1]?.lastSuccess).toMatchObject({ deploymentGroupName: 'production', status: 'Succeeded' })
    expect(revisionsInfo[0]?.lastSuccess).toBeUndefined()
  })

  test('of a single one names its groups and its deployments', async () => {
    const world = await aHistory()
    const { revisionsInfo } = await world.call('listApplicationRevisions', { applicationName })
    const [, { revisionId = '' } = {}] = revisionsInfo
    const { revisionInfo } = await world.call('getApplicationRevision', { applicationName, revisionId })
    expect(revisionInfo).toMatchObject({ deploymentGroups: ['production'], firstUsedTime: expect.any(String) })
    expect(revisionInfo.use).toMatchObject({
      groupCount: 1,
      deployments: 1,
      groups: [{ deploymentGroupName: 'production', runsNow: true, deployments: 1, successes: 1 }],
      newest: [{ deploymentGroupName: 'production', status: 'Succeeded' }],
    })
  })

  test('is not that of an application which had the name before', async () => {
    const world = await aHistory()
    await world.call('deleteApplication', { applicationName })
    world.clock.advance(1000)
    await world.call('createApplication', { applicationName })
    const { revisionsInfo } = await registerAgain(world)
    expect(revisionsInfo).toMatchObject([{ deployments: 0, successes: 0, runsIn: [], succeededIn: [] }])
    expect(revisionsInfo[0]?.lastSuccess).toBeUndefined()
  })

  test('counts no more than the newest deployments, and says since when', async () => {
    const world = await aHistory()
    const { rows } = await world.store.listDeployments({ accountId: '000000000001', limit: 1 })
    const [row] = rows
    if (row === undefined) throw new Error('nothing was deployed')
    const deployments = Array.from({ length: 300 }, (_, at) => ({
      ...row,
      deploymentId: `d-${String(at).padStart(9, 'A')}`,
      createTime: new Date(Date.parse(row.createTime) + 60_000 + at * 1000).toISOString(),
    }))
    await world.store.commit({
      at: world.clock.now(),
      appended: [],
      snapshots: [],
      targets: [],
      directory: [],
      idempotency: [],
      audit: [],
      deployments,
    })
    const { revisionsInfo, countedSince } = await world.call('listApplicationRevisions', { applicationName })
    expect(revisionsInfo.map((one) => one.deployments)).toEqual([0, 300, 0])
    expect(countedSince).toBe(deployments[0]?.createTime)
  })
})

describe('a location as one string', () => {
  test('registers what it names', async () => {
    const world = await aWorld()
    await world.call('createApplication', { applicationName })
    const { eTag } = await world.put('storefront-1.0.tgz')
    const location = `s3://releases/storefront-1.0.tgz?etag=${eTag}`
    await world.call('registerApplicationRevision', { applicationName, location })
    expect(await names(world, {})).toEqual(['1.0'])
  })

  test.each([
    ['InvalidRevisionException', { location: 's3://Releases/x.zip' }, 6],
    ['InvalidRevisionException', { location: 'https://github.com/acme/shop' }, 9],
    ['InvalidRevisionException', { location: 'releases/x.zip?verison=1' }, 16],
    ['InvalidRevisionException', { location: 'releases/noextension' }, undefined],
    ['InvalidRevisionException', { location: 'releases/gone.zip' }, undefined],
    ['RevisionRequiredException', {}, undefined],
    ['RevisionRequiredException', { location: '' }, undefined],
  ])('is refused as %s: %j', async (code, input, column) => {
    const world = await aWorld()
    await world.call('createApplication', { applicationName })
    const refused = await world.refused('registerApplicationRevision', { applicationName, ...input })
    expect([refused.code, refused.details?.[0]?.column]).toEqual([code, column])
  })

  test('is not given beside the structure', async () => {
    const world = await aWorld()
    await world.call('createApplication', { applicationName })
    const revision = await world.upload('storefront-1.0.tgz')
    const both = { applicationName, revision, location: 'releases/storefront-1.0.tgz' }
    expect(await world.refused('registerApplicationRevision', both)).toMatchObject({ code: 'InvalidRevisionException' })
  })
})
