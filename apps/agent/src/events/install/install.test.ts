/** Install on real folders: what is copied, what is removed, what is refused, and that a refusal changes nothing. */
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { writeTree, type Tree } from '../../testing/bundles.ts'
import { eventContext, type TestContext } from '../../testing/event-context.ts'
import { tempFolders } from '../../testing/temp-folder.ts'
import { readPointer } from '../deployment-folders.ts'
import { runEvent } from '../run-event.ts'
import { wholeAcl } from './apply-permissions.ts'

const newFolder = tempFolders()
let folder: string
let root: string
let count: number

beforeEach(() => {
  folder = newFolder()
  root = join(folder, 'root')
  mkdirSync(root)
  count = 0
})

interface Deployment {
  tree: Tree
  appSpec?: string
  behavior?: 'DISALLOW' | 'OVERWRITE' | 'RETAIN'
  groupId?: string
  prepare?: (archive: string) => void
  environment?: Record<string, string>
}

const spec = (more = '', files = [['/files', '/srv/app']]): string =>
  `version: 0.0\nos: linux\nfiles:\n${files.map(([from, to]) => `  - source: ${from}\n    destination: ${to}\n`).join('')}${more}`

/** Installs a tree as the next deployment of the group. */
async function deploy({ tree, appSpec = spec(), behavior = 'DISALLOW', groupId, prepare, environment }: Deployment) {
  count += 1
  const more = {
    deploymentId: `d-00000000${count}`,
    fileExistsBehavior: behavior,
    ...(groupId === undefined ? {} : { deploymentGroupId: groupId }),
  }
  const context: TestContext = eventContext(folder, 'Install', more, environment)
  writeTree(context.folders.archive, { 'appspec.yml': appSpec, ...tree })
  prepare?.(context.folders.archive)
  const result = await runEvent(context)
  return { ...result, message: result.diagnostics.message, context }
}

const read = (path: string): string => readFileSync(join(root, path), 'utf8')
const put = (path: string, content: string) => writeTree(root, { [path]: content })
/** Every file, link and folder below the root, with its content. */
function everything(at = root): Record<string, string> {
  const seen: Record<string, string> = {}
  for (const entry of readdirSync(at, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
    const content = entry.isFile()
      ? readFileSync(path, 'utf8')
      : entry.isSymbolicLink()
        ? `-> ${readlinkSync(path)}`
        : '/'
    seen[path.slice(at.length + 1)] = content
  }
  return seen
}

describe('what is copied', () => {
  it('puts the contents of a folder below the destination, hidden files and links and empty folders too', async () => {
    const tree = { 'files/a.txt': 'a', 'files/.hidden': 'h', 'files/sub/b.txt': 'b', 'files/link': '-> sub/b.txt' }
    const { context } = await deploy({ tree })
    expect(everything()).toEqual({
      srv: '/',
      'srv/app': '/',
      'srv/app/a.txt': 'a',
      'srv/app/.hidden': 'h',
      'srv/app/link': '-> sub/b.txt',
      'srv/app/sub': '/',
      'srv/app/sub/b.txt': 'b',
    })
    expect(context.said()).toEqual(['installed 4 files, removed 0 of the previous revision'])
  })

  it('puts a single file into the destination under its own name', async () => {
    await deploy({ tree: { 'conf/app.ini': 'x' }, appSpec: spec('', [['conf/app.ini', '/etc/app']]) })
    expect(read('etc/app/app.ini')).toBe('x')
  })

  it('copies everything with the source /, the AppSpec too', async () => {
    await deploy({ tree: { 'x.txt': 'x' }, appSpec: spec('', [['/', '/srv/app']]) })
    expect(Object.keys(everything())).toEqual(['srv', 'srv/app', 'srv/app/appspec.yml', 'srv/app/x.txt'].toSorted())
  })

  it('keeps the mode and the time of a file, whatever the umask is', async () => {
    const time = new Date('2020-02-02T02:02:02Z')
    const mask = process.umask(0o077)
    await deploy({
      tree: { 'files/a': 'x' },
      prepare(archive) {
        chmodSync(join(archive, 'files/a'), 0o754)
        utimesSync(join(archive, 'files/a'), time, time)
      },
    })
    process.umask(mask)
    const { mode, mtime } = statSync(join(root, 'srv/app/a'))
    expect([mode & 0o777, mtime]).toEqual([0o754, time])
  })

  it('replaces a file by rename: who has the old one open keeps reading it', async () => {
    await deploy({ tree: { 'files/a': 'one' } })
    const before = statSync(join(root, 'srv/app/a')).ino
    await deploy({ tree: { 'files/a': 'two' } })
    expect(read('srv/app/a')).toBe('two')
    expect(statSync(join(root, 'srv/app/a')).ino).not.toBe(before)
    expect(readdirSync(join(root, 'srv/app'))).toEqual(['a'])
  })

  it('goes through a folder that is a link, as in /var/www -> /data/www', async () => {
    mkdirSync(join(root, 'data/www'), { recursive: true })
    mkdirSync(join(root, 'var'))
    symlinkSync(join(root, 'data/www'), join(root, 'var/www'))
    await deploy({ tree: { 'files/i': 'x' }, appSpec: spec('', [['/files', '/var/www']]) })
    expect(read('data/www/i')).toBe('x')
    expect(lstatSync(join(root, 'var/www')).isSymbolicLink()).toBe(true)
  })

  it('writes the pointer of the last successful install', async () => {
    const { context } = await deploy({ tree: { 'files/a': 'x' } })
    expect(readPointer(context.folders.lastSuccessfulInstall)).toBe(context.folders.deployment)
  })
})

describe('what the previous deployment of the group installed', () => {
  it('is removed, files always and folders when they are empty; what scripts made stays', async () => {
    await deploy({ tree: { 'files/old/a': 'a', 'files/mixed/b': 'b', 'files/c': 'c', 'files/link': '-> c' } })
    put('srv/app/mixed/made-by-a-script', 's')
    const { context } = await deploy({ tree: { 'files/c': 'c2' } })
    expect(everything()).toEqual({
      srv: '/',
      'srv/app': '/',
      'srv/app/c': 'c2',
      'srv/app/mixed': '/',
      'srv/app/mixed/made-by-a-script': 's',
    })
    expect(context.said()).toEqual(['installed 1 file, removed 3 of the previous revision'])
  })

  it('stays owned over many deployments', async () => {
    await deploy({ tree: { 'files/keep/a': '1' } })
    await deploy({ tree: { 'files/keep/a': '2' } })
    await deploy({ tree: { 'files/other': '3' } })
    expect(everything()).toEqual({ srv: '/', 'srv/app': '/', 'srv/app/other': '3' })
  })

  it('may turn from a file into a folder, from a folder into a file, and from a link into a folder', async () => {
    await deploy({ tree: { 'files/x': 'file', 'files/y/in': 'folder', 'files/z': '-> y' } })
    await deploy({ tree: { 'files/x/in': 'folder', 'files/y': 'file', 'files/z/in': 'no link' } })
    expect(everything(join(root, 'srv/app'))).toEqual({
      x: '/',
      'x/in': 'folder',
      y: 'file',
      z: '/',
      'z/in': 'no link',
    })
  })

  it('is not another group’s business: its file is in the way', async () => {
    await deploy({ tree: { 'files/a': 'ours' } })
    const { status, message } = await deploy({
      tree: { 'files/a': 'theirs' },
      groupId: 'a2222222-54f3-4b8e-9d5a-0a8f4f1f2a10',
    })
    expect(status).toBe('Failed')
    expect(message).toContain(`already exists at this location: ${join(root, 'srv/app/a')}`)
    expect(read('srv/app/a')).toBe('ours')
  })

  it('is also what an Install left that failed half-way', async () => {
    await deploy({ tree: { 'files/a': '1' } })
    const cleanup = join(folder, 'home/deployment-root/deployment-instructions')
    const [name = ''] = readdirSync(cleanup).filter((entry) => entry.endsWith('-cleanup'))
    put('srv/app/half', 'written before the failure')
    writeFileSync(
      join(cleanup, name),
      `${join(root, 'srv/app/a')}\n${join(root, 'srv/app/half')}\n${join(root, 'srv/a')}`,
    )
    put('srv/a', 'the last line of the list is torn and means something else')
    await deploy({ tree: { 'files/b': '2' } })
    expect(existsSync(join(root, 'srv/app/half'))).toBe(false)
    expect(existsSync(join(root, 'srv/a'))).toBe(true)
  })
})

describe('a file of somebody else in the way', () => {
  beforeEach(() => put('srv/app/a', 'foreign'))

  it('DISALLOW: fails and leaves the host as it was, the previous files included', async () => {
    await deploy({ tree: { 'files/old': 'old' } })
    const before = everything()
    const { status, message } = await deploy({ tree: { 'files/a': 'x', 'files/new': 'n' } })
    expect(status).toBe('Failed')
    expect(message).toContain('The deployment failed because a specified file already exists at this location:')
    expect(everything()).toEqual(before)
    expect(message).toMatch(/No file was replaced; ApplicationStop and BeforeInstall have run by then\.$/)
    await deploy({ tree: { 'files/new': 'n' } })
    expect(everything(join(root, 'srv/app'))).toEqual({ a: 'foreign', new: 'n' })
  })

  it('OVERWRITE: is replaced and belongs to the deployment from then on', async () => {
    await deploy({ tree: { 'files/a': 'ours' }, behavior: 'OVERWRITE' })
    expect(read('srv/app/a')).toBe('ours')
    await deploy({ tree: { 'files/b': 'b' } })
    expect(everything(join(root, 'srv/app'))).toEqual({ b: 'b' })
  })

  it('RETAIN: stays, is not recorded, and is never removed by us', async () => {
    const { context } = await deploy({ tree: { 'files/a': 'ours', 'files/b': 'b' }, behavior: 'RETAIN' })
    expect(everything(join(root, 'srv/app'))).toEqual({ a: 'foreign', b: 'b' })
    expect(context.said()).toEqual(['installed 1 file, removed 0 of the previous revision, left 1 existing file alone'])
    await deploy({ tree: { 'files/c': 'c' } })
    expect(everything(join(root, 'srv/app'))).toEqual({ a: 'foreign', c: 'c' })
  })

  it('RETAIN keeps no file of our own: that one is replaced', async () => {
    await deploy({ tree: { 'files/b': '1' }, behavior: 'RETAIN' })
    await deploy({ tree: { 'files/b': '2' }, behavior: 'RETAIN' })
    expect(read('srv/app/b')).toBe('2')
  })

  it.each([
    ['OVERWRITE', 'DISALLOW', 'ours'],
    ['RETAIN', 'OVERWRITE', 'foreign'],
  ] as const)('the AppSpec’s %s wins over the deployment’s %s', async (inAppSpec, inCommand, content) => {
    const appSpec = spec(`file_exists_behavior: ${inAppSpec}\n`)
    await deploy({ tree: { 'files/a': 'ours' }, appSpec, behavior: inCommand })
    expect(read('srv/app/a')).toBe(content)
  })

  it('OVERWRITE replaces a link itself and does not write through it', async () => {
    put('etc/passwd', 'precious')
    symlinkSync('../../etc/passwd', join(root, 'srv/app/link'))
    await deploy({ tree: { 'files/link': 'ours' }, behavior: 'OVERWRITE' })
    expect(read('etc/passwd')).toBe('precious')
    expect(read('srv/app/link')).toBe('ours')
  })

  it('no behaviour replaces a folder of somebody else by a file', async () => {
    put('srv/app/data/precious', 'p')
    const { status } = await deploy({ tree: { 'files/data': 'file' }, behavior: 'OVERWRITE' })
    expect(status).toBe('Failed')
    expect(read('srv/app/data/precious')).toBe('p')
  })
})

describe('what is refused before anything changes', () => {
  it.each([
    [
      'two sources for one file',
      spec('', [
        ['/files', '/srv/app'],
        ['/more', '/srv/app'],
      ]),
      'Two sources make the same file',
    ],
    ['a source that is not there', spec('', [['/nowhere', '/srv/app']]), 'is not in the bundle'],
    [
      'a file that is also a folder',
      spec('', [
        ['/files', '/srv/app'],
        ['/more', '/srv/app/a'],
      ]),
      'both a file and a folder',
    ],
    [
      'an unknown owner',
      spec('permissions:\n  - object: /srv/app\n    owner: nobody-of-that-name\n'),
      'There is no user',
    ],
    ['an unknown group', spec('permissions:\n  - object: /srv/app\n    group: no-such-group\n'), 'There is no group'],
    [
      'permissions twice',
      spec('permissions:\n  - object: /srv/app\n    mode: 600\n  - object: /srv\n    mode: 644\n'),
      'permissions twice',
    ],
  ])('%s', async (_, appSpec, sentence) => {
    await deploy({ tree: { 'files/old': 'old' } })
    const before = everything()
    const { status, message } = await deploy({ tree: { 'files/a': '1', 'more/a': '2' }, appSpec })
    expect([status, message]).toEqual(['Failed', expect.stringContaining(sentence)])
    expect(everything()).toEqual(before)
  })

  it('A9: a destination that climbs above the root', async () => {
    const { status } = await deploy({ tree: { 'files/a': 'x' }, appSpec: spec('', [['/files', '/srv/../../../out']]) })
    expect(status).toBe('Failed')
    expect(existsSync(join(folder, 'out'))).toBe(false)
  })

  it('A9: a destination that a link leads out of the root', async () => {
    const outside = newFolder()
    symlinkSync(outside, join(root, 'srv'))
    const { status, message } = await deploy({ tree: { 'files/a': 'x' } })
    expect([status, message]).toEqual(['Failed', expect.stringContaining('leads out of this host’s root')])
    expect(readdirSync(outside)).toEqual([])
  })

  it('A9: a folder below the destination that is a link out of the root', async () => {
    const outside = newFolder()
    mkdirSync(join(root, 'srv/app'), { recursive: true })
    symlinkSync(outside, join(root, 'srv/app/sub'))
    const { status } = await deploy({ tree: { 'files/sub/a': 'x' }, behavior: 'OVERWRITE' })
    expect(status).toBe('Failed')
    expect(readdirSync(outside)).toEqual([])
  })

  it('A9: a source that a link of the bundle leads out of it', async () => {
    const outside = newFolder()
    writeFileSync(join(outside, 'key'), 'secret')
    const { status } = await deploy({ tree: { files: `-> ${outside}` } })
    expect(status).toBe('Failed')
    expect(everything()).toEqual({})
  })

  it('A9: cleaning up leaves alone what a link has meanwhile led out of the root', async () => {
    await deploy({ tree: { 'files/sub/a': 'x' } })
    const outside = newFolder()
    writeFileSync(join(outside, 'a'), 'not ours')
    rmSync(join(root, 'srv/app/sub'), { recursive: true })
    symlinkSync(outside, join(root, 'srv/app/sub'))
    await deploy({ tree: { 'files/b': 'b' } })
    expect(readFileSync(join(outside, 'a'), 'utf8')).toBe('not ours')
  })

  it('a name with a line end in it, which the cleanup list could not tell from two', async () => {
    const { status, message } = await deploy({ tree: { 'files/a\n/etc/passwd': 'x' } })
    expect([status, message]).toEqual(['Failed', expect.stringContaining('control character')])
  })
})

describe('permissions', () => {
  const mode = (path: string) => (statSync(join(root, path)).mode & 0o7777).toString(8)

  it('fall on copied files and made folders below the object, at any depth with **', async () => {
    mkdirSync(join(root, 'srv'))
    chmodSync(join(root, 'srv'), 0o755)
    const permissions = 'permissions:\n  - object: /srv\n    pattern: "**"\n    mode: 700\n    type: [directory]\n'
    await deploy({ tree: { 'files/sub/a': 'a' }, appSpec: spec(permissions) })
    expect([mode('srv'), mode('srv/app'), mode('srv/app/sub')]).toEqual(['755', '700', '700'])
  })

  it('with a pattern reach only what lies directly in the object, and not the exceptions', async () => {
    const permissions =
      'permissions:\n  - object: /srv/app\n    pattern: "*.sh"\n    except: ["not*"]\n    mode: 711\n    type: [file]\n'
    const tree = { 'files/a.sh': '', 'files/not.sh': '', 'files/a.txt': '', 'files/sub/b.sh': '' }
    await deploy({ tree, appSpec: spec(permissions) })
    const modes = ['a.sh', 'not.sh', 'a.txt', 'sub/b.sh'].map((name) => mode(`srv/app/${name}`) === '711')
    expect(modes).toEqual([true, false, false, false])
  })

  it('of a single file fall on that file, setuid too', async () => {
    const permissions = 'permissions:\n  - object: /srv/app/tool\n    mode: 4755\n    type: [file]\n'
    await deploy({ tree: { 'files/tool': '#!/bin/sh\n', 'files/other': 'o' }, appSpec: spec(permissions) })
    expect(mode('srv/app/tool')).toBe('4755')
    expect(mode('srv/app/other')).not.toBe('4755')
  })

  it('name the tool that is missing before anything changes', async () => {
    const permissions = 'permissions:\n  - object: /srv/app\n    acls: ["u:root:rw"]\n    type: [file]\n'
    await deploy({ tree: { 'files/old': 'old' } })
    const { status, message } = await deploy({
      tree: { 'files/a': 'a' },
      appSpec: spec(permissions),
      environment: { PATH: folder },
    })
    expect([status, message]).toEqual(['Failed', expect.stringContaining('need setfacl, which is not installed')])
    expect(read('srv/app/old')).toBe('old')
  })

  it('give files to another user by name; without root that is refused before anything changes', async () => {
    const permissions =
      'permissions:\n  - object: /srv/app\n    owner: daemon\n    group: daemon\n    mode: 4711\n    type: [file]\n'
    const { status, message } = await deploy({ tree: { 'files/a': 'a' }, appSpec: spec(permissions) })
    if (process.getuid?.() === 0) {
      const { uid, gid } = statSync(join(root, 'srv/app/a'))
      expect([uid, gid, mode('srv/app/a')]).toEqual([1, 1, '4711'])
    } else {
      expect([status, message]).toEqual(['Failed', expect.stringContaining('does not run as root')])
      expect(everything()).toEqual({})
    }
  })

  it('put the mode’s own entries before the ACL that is asked for', () => {
    expect(wholeAcl(['u:bob:rw', 'm::rw'], 0o754)).toEqual(['u::rwx', 'g::r-x', 'o::r--', 'u:bob:rw', 'm::rw'])
  })
})
