import { describe, expect, test } from 'vitest'
import { mostFilesNamed } from '../bundles/bundle-contents.ts'
import { goodBundle, tgz } from '../testing/a-bundle.ts'
import { aWorld, type World } from '../testing/a-world.ts'

const applicationName = 'storefront'

async function registered(bytes: Buffer): Promise<{ world: World; revisionId: string }> {
  const world = await aWorld()
  await world.call('createApplication', { applicationName })
  const revision = await world.upload('storefront-1.0.tgz', bytes)
  return { world, ...(await world.call('registerApplicationRevision', { applicationName, revision })) }
}

describe('what a revision holds', () => {
  test('is its files with sizes and modes, the scripts of its hooks, and its AppSpec', async () => {
    const { world, revisionId } = await registered(goodBundle())
    const { revisionInfo } = await world.call('getApplicationRevision', { applicationName, revisionId })
    expect(revisionInfo).toMatchObject({
      valid: true,
      complaints: [],
      files: [
        { path: 'app/version.txt', size: 3, mode: '644' },
        { path: 'appspec.yml', mode: '644' },
        { path: 'scripts/start.sh', size: 17, mode: '755' },
      ],
      fileCount: 3,
      hooks: [
        {
          event: 'ApplicationStart',
          scripts: [{ location: 'scripts/start.sh', path: 'scripts/start.sh', timeoutSeconds: 30 }],
        },
      ],
      appSpec: expect.stringContaining('os: linux'),
    })
  })

  test('is named up to so many files, and counted whole', async () => {
    const more = Object.fromEntries(Array.from({ length: mostFilesNamed }, (_, at) => [`app/f${at}`, '']))
    const { world, revisionId } = await registered(goodBundle('1.0', more))
    const { revisionInfo } = await world.call('getApplicationRevision', { applicationName, revisionId })
    expect([revisionInfo.files.length, revisionInfo.fileCount]).toEqual([mostFilesNamed, mostFilesNamed + 3])
  })

  test('has located warnings although it was taken', async () => {
    const bytes = tgz({
      'appspec.yml': 'version: 0.0\nos: linux\nhooks:\n  ApplicationStop:\n    - location: stop\n',
      stop: '#!/bin/sh\n',
    })
    const { world, revisionId } = await registered(bytes)
    const { revisionInfo } = await world.call('getApplicationRevision', { applicationName, revisionId })
    expect(revisionInfo.complaints).toMatchObject([{ rule: 'V14', severity: 'warning', line: 5, column: 17 }])
  })

  test('is shown to viewers too', async () => {
    const { world, revisionId } = await registered(goodBundle())
    const asked = { applicationName, revisionId }
    expect(await world.call('getApplicationRevision', asked, { role: 'viewer' })).toHaveProperty('revisionInfo')
  })
})

describe('one file of a revision', () => {
  test.each([
    ['scripts/start.sh', { kind: 'text', text: '#!/bin/sh\nexit 0\n', size: 17, isCut: false }],
    ['/scripts/./start.sh', { kind: 'text', text: '#!/bin/sh\nexit 0\n', size: 17, isCut: false }],
    ['logo.png', { kind: 'binary', size: 3 }],
    ['scripts', { kind: 'folder' }],
    ['scripts/gone.sh', { kind: 'missing' }],
    ['../../etc/passwd', { kind: 'missing' }],
  ])('%s', async (path, file) => {
    const { world, revisionId } = await registered(goodBundle('1.0', { 'logo.png': 'a\u0000b' }))
    expect(await world.call('getRevisionFile', { applicationName, revisionId, path })).toEqual({ path, file })
  })

  test('is found by the location too', async () => {
    const { world } = await registered(goodBundle())
    const { revisions } = await world.call('listApplicationRevisions', { applicationName })
    const asked = { applicationName, revision: revisions[0], path: 'app/version.txt' }
    expect(await world.call('getRevisionFile', asked)).toMatchObject({ file: { text: '1.0' } })
  })

  test('is for deployers: a viewer is told so', async () => {
    const { world, revisionId } = await registered(goodBundle())
    const asked = { applicationName, revisionId, path: 'appspec.yml' }
    expect(await world.refused('getRevisionFile', asked, { role: 'viewer' })).toMatchObject({ code: 'AccessDenied' })
    expect(await world.call('getRevisionFile', asked, { role: 'deployer' })).toHaveProperty('file.text')
  })

  test.each([
    ['ApplicationDoesNotExistException', { applicationName: 'nothing', revisionId: 'r' }],
    ['RevisionDoesNotExistException', { applicationName, revisionId: 'nothing' }],
    ['RevisionRequiredException', { applicationName }],
  ])('is refused with %s', async (code, input) => {
    const { world } = await registered(goodBundle())
    expect(await world.refused('getRevisionFile', { path: 'appspec.yml', ...input })).toMatchObject({ code })
    expect(await world.refused('getApplicationRevision', input)).toMatchObject({ code })
  })
})
