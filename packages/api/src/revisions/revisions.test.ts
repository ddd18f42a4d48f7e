import { describe, expect, test } from 'vitest'
import { badBundle, goodBundle, tgz } from '../testing/a-bundle.ts'
import { aWorld } from '../testing/a-world.ts'

const applicationName = 'storefront'
const unpinned = {
  revisionType: 'S3',
  s3Location: { bucket: 'releases', key: 'storefront-1.0.tgz', bundleType: 'tgz' },
} as const

describe('an upload', () => {
  test('answers what a revision needs to name it', async () => {
    const world = await aWorld()
    const bytes = goodBundle()
    expect(await world.put('storefront-1.0.tgz', bytes)).toEqual({
      bucket: 'releases',
      key: 'storefront-1.0.tgz',
      eTag: expect.stringMatching(/^[0-9a-f]{32}$/),
      version: expect.any(String),
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      size: bytes.length,
    })
  })

  test.each([
    ['is no archive', Buffer.from('hello')],
    ['has no AppSpec', tgz({ 'app/version.txt': '1.0' })],
    ['has two AppSpecs', goodBundle('1.0', { 'appspec.yaml': 'version: 0.0\nos: linux\n' })],
    ['lacks a script it names', badBundle()],
  ])('a bundle that %s is refused with its complaints, and not kept', async (_what, bytes) => {
    const world = await aWorld()
    const refused = await world.put('storefront-1.0.tgz', bytes).catch((error: unknown) => error)
    expect(refused).toMatchObject({ refusal: { code: 'BundleRefused' } })
    const { details } = (refused as { refusal: { details: object[] } }).refusal
    expect(details[0]).toMatchObject({
      rule: expect.any(String),
      line: expect.any(Number),
      message: expect.any(String),
    })
    expect(await world.refused('checkRevision', { revision: unpinned })).toMatchObject({
      code: 'RevisionDoesNotExistException',
    })
  })

  test('bytes that do not claim to be a bundle are stored as they are', async () => {
    const world = await aWorld()
    expect(await world.put('notes.txt', Buffer.from('hello'))).toMatchObject({ size: 5 })
  })

  test('more than the limit is refused', async () => {
    const world = await aWorld()
    await expect(world.put('big.bin', Buffer.alloc(1024 * 1024 + 1))).rejects.toMatchObject({
      refusal: { code: 'PayloadTooLarge' },
    })
  })

  test.each(['../up', 'a/../../b', 'line\nbreak'])('a key is a name and never a path: %j', async (key) => {
    const world = await aWorld()
    await expect(world.put(key, Buffer.from('x'))).rejects.toMatchObject({ refusal: { code: 'InvalidInputException' } })
  })
})

describe('registerApplicationRevision', () => {
  test('pins the bytes: a later upload over the key changes nothing that was registered', async () => {
    const world = await aWorld()
    await world.call('createApplication', { applicationName })
    const { sha256 } = await world.put('storefront-1.0.tgz', goodBundle('1.0'))
    await world.call('registerApplicationRevision', { applicationName, revision: unpinned, description: 'first' })
    await world.put('storefront-1.0.tgz', goodBundle('not 1.0'))
    const { revisions, revisionsInfo } = await world.call('listApplicationRevisions', { applicationName })
    expect(revisionsInfo).toMatchObject([{ name: 'storefront-1.0', sha256, description: 'first' }])
    const [location] = revisions
    if (location === undefined) throw new Error('nothing is registered')
    const found = await world.call('getApplicationRevision', { applicationName, revision: location })
    expect(found.revisionInfo).toMatchObject({ sha256, appSpec: expect.stringContaining('os: linux') })
    expect(found.revisionInfo.files.map((file) => file.path)).toContain('app/version.txt')
  })

  test('the same bytes again are the same revision', async () => {
    const world = await aWorld()
    await world.call('createApplication', { applicationName })
    await world.put('storefront-1.0.tgz')
    const first = await world.call('registerApplicationRevision', { applicationName, revision: unpinned })
    await world.put('storefront-1.0.tgz')
    expect(await world.call('registerApplicationRevision', { applicationName, revision: unpinned })).toEqual(first)
  })

  test('eTag counts with and without quotes', async () => {
    const world = await aWorld()
    await world.call('createApplication', { applicationName })
    const { eTag } = await world.put('storefront-1.0.tgz')
    const revision = { ...unpinned, s3Location: { ...unpinned.s3Location, eTag: `"${eTag}"` } }
    await world.call('registerApplicationRevision', { applicationName, revision })
  })

  test.each([
    ['ApplicationDoesNotExistException', { applicationName: 'nothing', revision: unpinned }],
    [
      'InvalidRevisionException',
      { applicationName, revision: { ...unpinned, s3Location: { ...unpinned.s3Location, key: 'nothing.tgz' } } },
    ],
    [
      'InvalidRevisionException',
      { applicationName, revision: { ...unpinned, s3Location: { ...unpinned.s3Location, eTag: 'other' } } },
    ],
    [
      'InvalidRevisionException',
      { applicationName, revision: { ...unpinned, s3Location: { ...unpinned.s3Location, bundleType: 'YAML' } } },
    ],
    [
      'BundleRefused',
      { applicationName, revision: { ...unpinned, s3Location: { ...unpinned.s3Location, key: 'notes.txt' } } },
    ],
  ])('refuses with %s', async (code, input) => {
    const world = await aWorld()
    await world.call('createApplication', { applicationName })
    await world.put('storefront-1.0.tgz')
    await world.put('notes.txt', Buffer.from('hello'))
    expect(await world.refused('registerApplicationRevision', input)).toMatchObject({ code })
  })
})

test('a revision that was never registered is unknown to its application', async () => {
  const world = await aWorld()
  await world.call('createApplication', { applicationName })
  const revision = await world.upload('storefront-1.0.tgz')
  expect(await world.refused('getApplicationRevision', { applicationName, revision })).toMatchObject({
    code: 'RevisionDoesNotExistException',
  })
})

test('revisions are listed newest first, or as asked', async () => {
  const world = await aWorld()
  await world.call('createApplication', { applicationName })
  for (const version of ['1.0', '1.1']) {
    const revision = await world.upload(`storefront-${version}.tgz`, goodBundle(version))
    await world.call('registerApplicationRevision', { applicationName, revision })
    world.clock.advance(1000)
  }
  const names = async (sortOrder?: 'ascending') =>
    (await world.call('listApplicationRevisions', { applicationName, sortOrder })).revisionsInfo.map((one) => one.name)
  expect(await names()).toEqual(['storefront-1.1', 'storefront-1.0'])
  expect(await names('ascending')).toEqual(['storefront-1.0', 'storefront-1.1'])
})
