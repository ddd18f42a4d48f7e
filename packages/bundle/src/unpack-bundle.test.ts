import { randomBytes } from 'node:crypto'
import { lstat, mkdir, readFile, readlink, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { defaultBundleLimits, unpackBundle } from './index.ts'
import { makeSandbox } from './testing/sandbox.ts'
import type { Sandbox } from './testing/sandbox.ts'
import { folder, hardLink, link, pax, tarOf, tgzOf } from './testing/tar-builder.ts'
import type { TarEntry } from './testing/tar-builder.ts'
import { renamed, zipLink, zipOf } from './testing/zip-builder.ts'

let sandbox: Sandbox
beforeEach(async () => {
  sandbox = await makeSandbox()
})
afterEach(() => sandbox.remove())

const appspec = { name: 'appspec.yml', body: 'version: 0.0\nos: linux\n' }
const untouched = ['a', 'a/b']

/** The rules that refused a bundle, each once, and what it left on the disk. */
async function refusal(archive: Buffer, type: 'tar' | 'tgz' | 'zip' = 'tar') {
  const rules = new Set(await sandbox.rulesOf(archive, type))
  return { rules: [...rules], left: (await sandbox.paths()).filter((path) => !untouched.includes(path)) }
}

const by = (rule: string) => ({ rules: [rule], left: [] })

const read = (path: string) => readFile(join(sandbox.root, path), 'utf8')
const modeOf = async (path: string) => ((await lstat(join(sandbox.root, path))).mode & 0o7777).toString(8)

it('a tar, a tgz and a zip unpack to the same files, with their executable bits', async () => {
  const files: TarEntry[] = [
    appspec,
    { name: 'scripts/go', body: '#!/bin/sh\n', mode: 0o755 },
    { name: 'empty', body: '' },
  ]
  const zip = await zipOf(...files.map((file) => ({ ...file, mode: 0o100000 | (file.mode ?? 0o644) })))
  for (const [type, archive] of [
    ['tar', tarOf(...files)],
    ['tgz', tgzOf(...files)],
    ['zip', zip],
  ] as const) {
    expect(await sandbox.rulesOf(archive, type)).toEqual([])
    expect(await sandbox.paths()).toEqual([
      'a',
      'a/b',
      'a/b/root',
      'a/b/root/appspec.yml',
      'a/b/root/empty',
      'a/b/root/scripts',
      'a/b/root/scripts/go',
    ])
    expect([await read('appspec.yml'), await read('scripts/go')]).toEqual([appspec.body, '#!/bin/sh\n'])
    expect([await modeOf('scripts/go'), await modeOf('appspec.yml')]).toEqual(['755', '644'])
  }
})

it('large bodies arrive whole, several after each other', async () => {
  const body = Buffer.alloc(3_000_001, 'abcdefg')
  const files = ['x', 'y', 'z'].map((name) => ({ name, body }))
  for (const [type, archive] of [
    ['tgz', tgzOf(...files)],
    ['zip', await zipOf(...files)],
  ] as const) {
    expect(await sandbox.rulesOf(archive, type)).toEqual([])
    for (const { name } of files) expect((await readFile(join(sandbox.root, name))).equals(body)).toBe(true)
  }
})

it('a single top folder that holds an AppSpec is taken away, links in it too', async () => {
  const archive = tarOf(
    folder('app-1/'),
    { ...appspec, name: 'app-1/appspec.yml' },
    link('app-1/l', 'appspec.yml'),
    hardLink('app-1/h', 'app-1/appspec.yml'),
  )
  const listing = await unpackBundle(await sandbox.write(archive), 'tar', sandbox.root)
  expect(listing.strippedFolder).toBe('app-1')
  expect(await read('h')).toBe(appspec.body)
  expect(await readlink(join(sandbox.root, 'l'))).toBe('appspec.yml')
})

it('long and accented names arrive, in PAX, in GNU form and in zip', async () => {
  const long = `${'deep/'.repeat(30)}größe.txt`
  const gnu = { name: '././@LongLink', type: 'L', body: `gnu/${long}\0` }
  expect(
    await sandbox.rulesOf(tarOf(pax({ path: long }), { name: 'x', body: '1' }, gnu, { name: 'y', body: '2' }), 'tar'),
  ).toEqual([])
  expect([await read(long), await read(`gnu/${long}`)]).toEqual(['1', '2'])
  expect(await sandbox.rulesOf(await zipOf({ name: long, body: '3' }), 'zip')).toEqual([])
  expect(await read(long)).toBe('3')
})

it('harmless relative links inside the bundle are recreated', async () => {
  const archive = tarOf(
    { name: 'lib/1.2/x', body: 'x' },
    link('lib/current', '1.2'),
    link('x', './lib/../lib/current/x'),
    link('later', 'not-yet'),
  )
  expect(await sandbox.rulesOf(archive, 'tar')).toEqual([])
  expect([await read('x'), await readlink(join(sandbox.root, 'lib/current'))]).toEqual(['x', '1.2'])
  expect(await sandbox.rulesOf(await zipOf({ name: 'lib/x', body: 'x' }, zipLink('x', 'lib/x')), 'zip')).toEqual([])
  expect(await readlink(join(sandbox.root, 'x'))).toBe('lib/x')
})

it('A8: names with .. are refused, wherever the dots are', async () => {
  for (const name of ['../evil', 'a/../../evil', 'a/..', '..', 'a\\..\\..\\evil'])
    expect(await refusal(tarOf(appspec, { name, body: 'x' }))).toEqual(by('B2'))
  expect(await refusal(tarOf(appspec, pax({ path: '../../evil' }), { name: 'good', body: 'x' }))).toEqual(by('B2'))
  expect(await refusal(renamed(await zipOf({ name: '__/evil', body: 'x' }), '__/evil', '../evil'), 'zip')).toEqual(
    by('B2'),
  )
  expect(
    await refusal(renamed(await zipOf({ name: 'a/__/__/evil' }), 'a/__/__/evil', 'a\\..\\..\\evil'), 'zip'),
  ).toEqual(by('B2'))
})

it('A8: absolute and drive-relative names are refused', async () => {
  for (const name of [join(sandbox.folder, 'evil'), '//evil', '\\\\host\\evil', 'C:\\evil', 'C:evil', 'c:/evil'])
    expect(await refusal(tarOf(appspec, { name, body: 'x' }))).toEqual(by('B2'))
  expect(await refusal(renamed(await zipOf({ name: '_evil', body: 'x' }), '_evil', '/evil'), 'zip')).toEqual(by('B2'))
  expect(await refusal(renamed(await zipOf({ name: 'C_evil', body: 'x' }), 'C_evil', 'C:evil'), 'zip')).toEqual(
    by('B2'),
  )
})

it('A8: NUL and other control characters in names are refused', async () => {
  expect(await refusal(tarOf(appspec, pax({ path: 'good\0../../evil' }), { name: 'good' }))).toEqual(by('B2'))
  expect(
    await refusal(tarOf(appspec, { name: '././@LongLink', type: 'L', body: 'good\0evil\0' }, { name: 'good' })),
  ).toEqual(by('B2'))
  expect(await refusal(tarOf(appspec, { name: 'a\nb' }))).toEqual(by('B2'))
  expect(await refusal(renamed(await zipOf({ name: 'good_evil' }), 'good_evil', 'good\0evil'), 'zip')).toEqual(by('B2'))
  expect(await refusal(tarOf(appspec, pax({ linkpath: 'a\0b' }), link('l', 'a')))).toEqual(by('B2'))
})

it('A8: nothing is written through a link, in either order', async () => {
  const evil = { name: 'l/evil', body: 'x' }
  for (const target of ['/tmp', '../..']) {
    expect(await refusal(tarOf(link('l', target), evil))).toEqual({ rules: ['B4', 'B3'], left: [] })
    expect(await refusal(tarOf(evil, link('l', target)))).toEqual({ rules: ['B4', 'B3'], left: [] })
  }
  expect(await refusal(tarOf(folder('inside'), link('l', 'inside'), evil))).toEqual(by('B4'))
  expect(await refusal(await zipOf(zipLink('l', 'inside'), evil), 'zip')).toEqual(by('B4'))
  expect(await refusal(tarOf({ name: 'f' }, { name: 'f/evil' }))).toEqual(by('B4'))
})

it('A8: links that lead out are refused, also through each other', async () => {
  for (const target of ['/etc/passwd', '../x', '..', 'C:\\x', 'a\\b', '\\\\host\\x'])
    expect(await refusal(tarOf(appspec, link('l', target)))).toEqual(by('B3'))
  expect(await refusal(tarOf(appspec, folder('dir'), link('dir/up', '..'), link('l', 'dir/up/../x')))).toEqual(by('B3'))
  expect(await refusal(tarOf(appspec, link('a', 'b'), link('b', 'a')))).toEqual(by('B3'))
  expect(await refusal(await zipOf(appspec, zipLink('l', '../../etc/passwd')), 'zip')).toEqual(by('B3'))
})

it('A8: hard links lead to earlier files of the bundle only', async () => {
  for (const target of ['/etc/passwd', '../x', 'later', 'l', 'nowhere', ''])
    expect(
      await sandbox.rulesOf(tarOf(appspec, link('l', 'appspec.yml'), hardLink('h', target), { name: 'later' }), 'tar'),
    ).not.toEqual([])
  expect(await refusal(tarOf(appspec, link('l', 'appspec.yml'), hardLink('h', 'l')))).toEqual(by('B3'))
  expect(await refusal(tarOf(appspec, hardLink('h', 'appspec.yml'), { name: 'h', body: 'written through' }))).toEqual(
    by('B6'),
  )
})

it('A8: a hard link becomes a file of its own', async () => {
  expect(
    await sandbox.rulesOf(
      tarOf({ name: 'one', body: '1', mode: 0o755 }, hardLink('two', 'one'), hardLink('three', 'two')),
      'tar',
    ),
  ).toEqual([])
  await writeFile(join(sandbox.root, 'two'), 'changed')
  expect([await read('one'), await read('three'), await modeOf('three')]).toEqual(['1', '1', '755'])
  expect((await stat(join(sandbox.root, 'one'))).nlink).toBe(1)
})

it('A8: setuid, setgid and sticky bits are dropped', async () => {
  expect(
    await sandbox.rulesOf(tarOf({ name: 'su', mode: 0o6755 }, folder('d', 0o7777), { name: 'd/x' }), 'tar'),
  ).toEqual([])
  expect([await modeOf('su'), await modeOf('d')]).toEqual(['755', '777'])
  expect(await sandbox.rulesOf(await zipOf({ name: 'su', mode: 0o106755 }), 'zip')).toEqual([])
  expect(await modeOf('su')).toBe('755')
})

it('A8: devices, FIFOs and unknown kinds are refused', async () => {
  for (const type of ['3', '4', '6']) expect(await refusal(tarOf(appspec, { name: 'dev', type }))).toEqual(by('B5'))
  expect(await refusal(tarOf(appspec, { name: 'odd', type: 'Q', body: 'x' }))).toEqual(by('B5'))
  expect(await refusal(await zipOf({ name: 'dev', mode: 0o020644 }), 'zip')).toEqual(by('B5'))
})

it('A8: doubles are refused, by case and by accents too', async () => {
  expect(await refusal(tarOf(appspec, { name: 'x', body: '1' }, { name: 'x', body: '2' }))).toEqual(by('B6'))
  expect(await refusal(tarOf(appspec, { name: 'x' }, { name: './x' }))).toEqual(by('B6'))
  expect(await refusal(tarOf(appspec, { name: 'Readme' }, { name: 'README' }))).toEqual(by('B6'))
  expect(await refusal(tarOf(appspec, { name: 'Lib/a' }, { name: 'lib/b' }))).toEqual(by('B6'))
  expect(await refusal(tarOf(appspec, { name: 'caf\u00e9' }, { name: 'cafe\u0301' }))).toEqual(by('B6'))
  expect(await refusal(await zipOf({ name: 'x' }, { name: 'X' }), 'zip')).toEqual(by('B6'))
  expect(await sandbox.rulesOf(tarOf(folder('d/'), folder('d'), { name: 'd/x' }), 'tar')).toEqual([])
})

it('A8: bombs are refused while they are read: bytes, entries, ratio, trailing bytes, copies by hard links', async () => {
  const small = { totalBytes: 100_000, entries: 10, ratio: 200 }
  const big = Buffer.alloc(200_000)
  expect(await sandbox.rulesOf(tgzOf({ name: 'big', body: big }), 'tgz', small)).toEqual(['B7'])
  expect(await sandbox.rulesOf(await zipOf({ name: 'big', body: big }), 'zip', small)).toEqual(['B7'])
  const many = Array.from({ length: 11 }, (_, index) => ({ name: `f${index}` }))
  expect(await sandbox.rulesOf(tarOf(...many), 'tar', small)).toEqual(['B7'])
  expect(await sandbox.rulesOf(await zipOf(...many), 'zip', small)).toEqual(['B7'])
  expect(await sandbox.rulesOf(tgzOf({ name: 'x', body: Buffer.alloc(70 * 1024 ** 2) }), 'tgz')).toEqual(['B7'])
  expect(await sandbox.rulesOf(Buffer.concat([tarOf({ name: 'x' }), big]), 'tar', small)).toEqual(['B7'])
  const copies = Array.from({ length: 5 }, (_, index) => hardLink(`h${index}`, 'x'))
  expect(await sandbox.rulesOf(tarOf({ name: 'x', body: Buffer.alloc(30_000) }, ...copies), 'tar', small)).toEqual([
    'B7',
  ])
  expect(await sandbox.paths()).toEqual(untouched)
})

it('A8: a zip that lies about its sizes or its contents leaves nothing behind', async () => {
  const archive = await zipOf(appspec, { name: 'x', body: 'hello hello hello hello hello' })
  const central = archive.lastIndexOf('PK\u0001\u0002')
  const shorter = Buffer.from(archive)
  shorter.writeUInt32LE(5, central + 24)
  expect(await refusal(shorter, 'zip')).toEqual(by('B1'))
  const otherChecksum = Buffer.from(archive)
  otherChecksum.writeUInt32LE(1, central + 16)
  expect(await refusal(otherChecksum, 'zip')).toEqual(by('B1'))
})

it('damaged and cut archives are refused, and nothing half-done remains', async () => {
  const files = [appspec, { name: 'x', body: Buffer.alloc(5000, 'x') }]
  const tar = tarOf(...files)
  const broken = Buffer.from(tar)
  broken.writeUInt8(99, 1024 + 10)
  expect(await refusal(broken)).toEqual(by('B1'))
  expect(await refusal(tar.subarray(0, 3000))).toEqual(by('B1'))
  const tgz = tgzOf(...files)
  expect(await refusal(tgz.subarray(0, tgz.length - 20), 'tgz')).toEqual(by('B1'))
  const zip = await zipOf(...files)
  expect(await refusal(zip.subarray(0, zip.length - 30), 'zip')).toEqual(by('B1'))
  expect(await refusal(Buffer.from('PK\u0003\u0004 and so on'), 'zip')).toEqual(by('B1'))
})

it('an archive that breaks off in the middle of a large body is refused', async () => {
  const body = randomBytes(5_000_000)
  const tgz = tgzOf(appspec, { name: 'big', body })
  expect(await refusal(tgz.subarray(0, 2_000_000), 'tgz')).toEqual(by('B1'))
  expect(await refusal(tarOf(appspec, { name: 'big', body }).subarray(0, 2_000_000))).toEqual(by('B1'))
})

it('what a crash left beside the folder is replaced, an empty folder is taken, a full one is a fault', async () => {
  await mkdir(`${sandbox.root}.partial/old`, { recursive: true })
  await mkdir(sandbox.root)
  await unpackBundle(await sandbox.write(tarOf(appspec)), 'tar', sandbox.root)
  expect(await sandbox.paths()).toEqual([...untouched, 'a/b/root', 'a/b/root/appspec.yml'])
  await expect(unpackBundle(await sandbox.write(tarOf(appspec)), 'tar', sandbox.root)).rejects.toThrow('not empty')
  expect(await read('appspec.yml')).toBe(appspec.body)
})

it('files keep their time of change, and read-only folders can be filled', async () => {
  expect(await sandbox.rulesOf(tarOf(folder('d', 0o500), { name: 'd/x', mode: 0o400 }), 'tar')).toEqual([])
  expect((await stat(join(sandbox.root, 'd/x'))).mtimeMs).toBe(1_700_000_000_000)
  expect([await modeOf('d'), await modeOf('d/x')]).toEqual(['700', '400'])
})

it('the limits of production refuse a million entries and ten gigabytes', () => {
  expect(defaultBundleLimits.entries).toBeLessThan(1_000_000)
  expect(defaultBundleLimits.totalBytes).toBeLessThan(10 * 1024 ** 3)
})
