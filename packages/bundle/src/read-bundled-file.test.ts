import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readBundledFile, shownFileBytes } from './index.ts'
import { makeSandbox } from './testing/sandbox.ts'
import type { Sandbox } from './testing/sandbox.ts'
import { folder, hardLink, link, tarOf, tgzOf } from './testing/tar-builder.ts'
import { zipOf } from './testing/zip-builder.ts'

let sandbox: Sandbox
beforeEach(async () => {
  sandbox = await makeSandbox()
})
afterEach(() => sandbox.remove())

const appspec = { name: 'appspec.yml', body: 'version: 0.0\nos: linux\n' }
const read = async (path: string, archive: Buffer, type: 'tar' | 'tgz' | 'zip' = 'tar') =>
  readBundledFile(await sandbox.write(archive), type, path)

describe('a file of a bundle', () => {
  it('is its text, from every kind of archive', async () => {
    const go = { name: 'scripts/go', body: '#!/bin/sh\necho grüezi\n' }
    const text = { kind: 'text', text: go.body, size: 23, isCut: false }
    expect(await read('scripts/go', tarOf(appspec, go))).toEqual(text)
    expect(await read('scripts/go', tgzOf(appspec, go), 'tgz')).toEqual(text)
    expect(await read('scripts/go', await zipOf(appspec, go), 'zip')).toEqual(text)
  })

  it('has its path without the top folder, and a hard link is the file it names', async () => {
    const archive = tarOf(
      folder('app'),
      { ...appspec, name: 'app/appspec.yml' },
      { name: 'app/go', body: 'hello' },
      hardLink('app/again', 'app/go'),
    )
    expect(await read('go', archive)).toMatchObject({ text: 'hello' })
    expect(await read('again', archive)).toMatchObject({ text: 'hello', size: 5 })
    expect(await read('app/go', archive)).toEqual({ kind: 'missing' })
  })

  it('is shown to its first 256 KiB, and never half a letter', async () => {
    const body = `a${'ü'.repeat(shownFileBytes)}`
    const long = await read('log', tarOf(appspec, { name: 'log', body }))
    expect(long).toEqual({
      kind: 'text',
      text: `a${'ü'.repeat(shownFileBytes / 2 - 1)}`,
      size: Buffer.byteLength(body),
      isCut: true,
    })
  })

  it('is said to be binary when it is no text', async () => {
    const size = 3
    expect(await read('a', tarOf(appspec, { name: 'a', body: Buffer.from([65, 0, 66]) }))).toEqual({
      kind: 'binary',
      size,
    })
    expect(await read('a', tarOf(appspec, { name: 'a', body: Buffer.from([0xff, 0xfe, 65]) }))).toEqual({
      kind: 'binary',
      size,
    })
  })

  it('that is a link or a folder is said to be one, and one that is not there too', async () => {
    const archive = tarOf(appspec, { name: 'scripts/go', body: '' }, link('now', 'scripts/go'), folder('logs'))
    expect(await read('now', archive)).toEqual({ kind: 'link', target: 'scripts/go' })
    expect(await read('logs', archive)).toEqual({ kind: 'folder' })
    expect(await read('scripts', archive)).toEqual({ kind: 'folder' })
    expect(await read('gone', archive)).toEqual({ kind: 'missing' })
  })

  it('of an unsafe bundle is never read', async () => {
    await expect(read('appspec.yml', tarOf(appspec, { name: '../x', body: '' }))).rejects.toMatchObject({
      refusal: { code: 'BundleRefused' },
    })
  })
})
