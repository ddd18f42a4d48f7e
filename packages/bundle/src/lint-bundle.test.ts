import { mkdir, symlink, writeFile } from 'node:fs/promises'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { BundleRefusal, bundleTypeFromKey, lintBundle, listBundle, resolveInBundle } from './index.ts'
import { makeSandbox } from './testing/sandbox.ts'
import type { Sandbox } from './testing/sandbox.ts'
import { folder, hardLink, link, tarOf, tgzOf } from './testing/tar-builder.ts'
import { zipOf } from './testing/zip-builder.ts'

let sandbox: Sandbox
beforeEach(async () => {
  sandbox = await makeSandbox()
})
afterEach(() => sandbox.remove())

const text = 'version: 0.0\nos: linux\nhooks:\n  AfterInstall:\n    - location: scripts/go\n'
const go = { name: 'scripts/go', body: '#!/bin/sh\n', mode: 0o755 }
const appspec = { name: 'appspec.yml', body: text }

const lint = async (archive: Buffer, type: 'tar' | 'tgz' | 'zip' = 'tar') =>
  lintBundle(await sandbox.write(archive), type)
const found = async (archive: Buffer, type: 'tar' | 'tgz' | 'zip' = 'tar') =>
  (await lint(archive, type)).complaints.map(({ rule, line, column }) => `${rule}@${line}:${column}`)

describe('listBundle', () => {
  it('lists files, folders and links with what they will be on disk', async () => {
    const archive = tgzOf(
      folder('./'),
      folder('./scripts'),
      { ...go, name: './scripts/go', mode: 0o4755 },
      link('l', 'scripts/go'),
      hardLink('h', './scripts/go'),
    )
    expect(await listBundle(await sandbox.write(archive), 'tgz')).toEqual({
      bundleType: 'tgz',
      totalBytes: 20,
      entries: [
        { path: 'scripts', type: 'directory', size: 0, mode: 0o755, executable: false },
        { path: 'scripts/go', type: 'file', size: 10, mode: 0o755, executable: true },
        { path: 'l', type: 'symlink', size: 0, mode: 0o777, executable: false, linkTarget: 'scripts/go' },
        { path: 'h', type: 'file', size: 10, mode: 0o755, executable: true },
      ],
    })
  })

  it('takes a single top folder away only when it holds an AppSpec and nothing is beside it', async () => {
    const inTop = { ...appspec, name: 'top/appspec.yaml' }
    const paths = async (archive: Buffer) =>
      (await listBundle(await sandbox.write(archive), 'tar')).entries.map(({ path }) => path)
    expect(await paths(tarOf(folder('top'), inTop, { ...go, name: 'top/scripts/go' }))).toEqual([
      'appspec.yaml',
      'scripts/go',
    ])
    expect(await paths(tarOf(inTop, { name: 'beside' }))).toEqual(['top/appspec.yaml', 'beside'])
    expect(await paths(tarOf({ name: 'top/other' }))).toEqual(['top/other'])
  })

  it('refuses an unsafe bundle with the code and the details of the API', async () => {
    const error = await listBundle(await sandbox.write(tarOf(appspec, { name: '../x' })), 'tar').catch(
      (thrown: unknown) => thrown,
    )
    expect(error).toBeInstanceOf(BundleRefusal)
    expect((error as BundleRefusal).refusal).toEqual({
      refused: true,
      code: 'BundleRefused',
      message: 'The name "../x" leaves the bundle by ...',
      details: [{ rule: 'B2', line: 1, column: 1, message: 'The name "../x" leaves the bundle by ...' }],
    })
  })
})

describe('lintBundle', () => {
  it('a good bundle has no complaints and a typed AppSpec', async () => {
    for (const [type, archive] of [
      ['tar', tarOf(appspec, go)],
      ['tgz', tgzOf(appspec, go)],
    ] as const)
      expect(await lint(archive, type)).toMatchObject({
        complaints: [],
        appSpecText: text,
        appSpec: { hooks: { AfterInstall: [{ location: 'scripts/go' }] } },
      })
    expect(await found(await zipOf(appspec, { ...go, mode: 0o100755 }), 'zip')).toEqual([])
  })

  it('the AppSpec is found in a top folder that is taken away, and under its other name', async () => {
    expect(await found(tarOf({ ...appspec, name: 'app/appspec.yaml' }, { ...go, name: 'app/scripts/go' }))).toEqual([])
  })

  it('B1: what is no archive, or another kind of archive, is said in one sentence', async () => {
    const messages = async (archive: Buffer, type: 'tar' | 'tgz' | 'zip') =>
      (await lint(archive, type)).complaints.map(({ message }) => message)
    expect(await messages(Buffer.from('hello'), 'zip')).toEqual(['The file is not a zip archive.'])
    expect(await messages(Buffer.alloc(0), 'tar')).toEqual(['The file is empty.'])
    expect(await messages(tgzOf(appspec), 'tar')).toEqual(['The file is a tgz archive, not a tar.'])
    expect(await messages(await zipOf(appspec), 'tgz')).toEqual(['The file is a zip archive, not a tgz.'])
  })

  it('A8: an unsafe bundle is complaints and an empty listing, not a fault', async () => {
    const { listing, complaints } = await lint(tarOf(appspec, { name: '../x' }, link('l', '/etc')))
    expect(listing.entries).toEqual([])
    expect(complaints.map(({ rule }) => rule)).toEqual(['B2', 'B3'])
  })

  it('V8, V14: the bundle is asked for sources and scripts', async () => {
    expect(await found(tarOf(appspec))).toEqual(['V14@5:17'])
    const files = { ...appspec, body: `${text}files:\n  - source: html\n    destination: /srv\n` }
    expect(await found(tarOf(files, go))).toEqual(['V8@7:13'])
    expect(await found(tarOf(files, go, folder('html')))).toEqual([])
  })

  it('V29: no AppSpec or two of them', async () => {
    expect(await found(tarOf(go))).toEqual(['V29@1:1'])
    expect(await found(tarOf(appspec, { ...appspec, name: 'appspec.yaml' }, go))).toEqual(['V29@1:1'])
    expect(await found(tarOf(link('appspec.yml', 'real.yml'), { ...appspec, name: 'real.yml' }, go))).toEqual([
      'V29@1:1',
    ])
  })

  it('V30: carriage returns in a script of the bundle are located in the AppSpec', async () => {
    expect(await found(tarOf(appspec, { ...go, body: '#!/bin/sh\r\n' }))).toEqual(['V30@5:17'])
    expect(
      await found(
        tarOf({ ...appspec, name: 'top/appspec.yml' }, { ...go, name: 'top/scripts/go', body: '#!/bin/sh\r\n' }),
      ),
    ).toEqual(['V30@5:17'])
  })

  it('V31: a __MACOSX folder is refused, with and without a wrapper', async () => {
    const mac = { name: '__MACOSX/._appspec.yml' }
    expect(await found(tarOf(appspec, go, mac))).toEqual(['V31@1:1'])
    expect(await found(tarOf({ ...appspec, name: 'app/appspec.yml' }, mac))).toEqual(['V29@1:1', 'V31@1:1'])
  })

  it('V33: windows hosts take zip only', async () => {
    const windows = { ...appspec, body: text.replace('linux', 'windows') }
    expect(await found(tarOf(windows, go))).toEqual(['V33@1:1'])
    expect(await found(await zipOf(windows, { name: 'scripts/go' }), 'zip')).toEqual([])
  })

  it('S4: an AppSpec of many megabytes is refused without being held', async () => {
    expect(await found(tgzOf({ ...appspec, body: Buffer.alloc(5_000_000, '#') }), 'tgz')).toEqual(['S4@1:1'])
  })
})

describe('resolveInBundle', () => {
  it('A9: a hook or source is looked up on the disk, and nothing outside the bundle is ever answered', async () => {
    const root = join(sandbox.folder, 'bundle')
    await mkdir(join(root, 'scripts'), { recursive: true })
    await writeFile(join(root, 'scripts/go'), '')
    await writeFile(join(sandbox.folder, 'secret'), '')
    await mkdir(join(sandbox.folder, 'bundle-2'))
    await symlink('scripts/go', join(root, 'inside'))
    await symlink('../secret', join(root, 'outside'))
    await symlink('../bundle-2', join(root, 'sibling'))
    const status = async (path: string) => (await resolveInBundle(root, path)).status
    expect(await resolveInBundle(root, '/inside')).toEqual({ status: 'found', path: join(root, 'scripts/go') })
    expect(await status('scripts/gone')).toBe('missing')
    expect(await status('scripts/go/x')).toBe('missing')
    for (const path of ['../secret', 'outside', 'sibling', '/../secret']) expect(await status(path)).toBe('outside')
  })
})

it('the bundle type comes from the extension', () => {
  expect(['a.zip', 'b/c.TAR', 'd.tgz', 'e.tar.gz', 'f.gz', 'zip'].map(bundleTypeFromKey)).toEqual([
    'zip',
    'tar',
    'tgz',
    'tgz',
    undefined,
    undefined,
  ])
})

it('the README names every rule', () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
  expect(
    ['B1', 'B2', 'B3', 'B4', 'B5', 'B6', 'B7', 'V33'].filter((id) => !new RegExp(`\\| ${id} +\\|`).test(readme)),
  ).toEqual([])
})
