/** V16 to V28 in detail: each with its place, its sentence and its way out. */
import { describe, expect, it } from 'vitest'
import { lintAppSpec, parseAppSpec } from './index.ts'
import type { BundleFile, Complaint } from './index.ts'

const head = 'version: 0.0\nos: linux\n'
const file = (path: string): BundleFile => ({ path, executable: true })

/** The complaints of one rule as `line:column severity`. */
const places = (complaints: readonly Complaint[], rule: string) =>
  complaints
    .filter((complaint) => complaint.rule === rule)
    .map(({ line, column, severity }) => `${line}:${column} ${severity}`)

const inText = (rule: string, text: string) => places(parseAppSpec(text).complaints, rule)

const complaintsIn = (text: string, paths: string[]) =>
  lintAppSpec(text, { files: ['appspec.yml', ...paths].map(file) }).complaints

const firstOf = (rule: string, text: string) =>
  parseAppSpec(text).complaints.find((complaint) => complaint.rule === rule)

function fixed(rule: string, text: string): string | undefined {
  const replacement = firstOf(rule, text)?.fix?.replacement
  return replacement && text.slice(0, replacement.fromOffset) + replacement.text + text.slice(replacement.toOffset)
}

const hook = (event: string, ...timeouts: (number | undefined)[]) =>
  `  ${event}:\n${timeouts.map((timeout) => `    - location: x\n${timeout === undefined ? '' : `      timeout: ${timeout}\n`}`).join('')}`

describe('hooks', () => {
  it('V16: the sum is of one event, an hour is allowed, and the fix leaves what is left of it', () => {
    const hooks = (...events: string[]) => `${head}hooks:\n${events.join('')}`
    expect(inText('V16', hooks(hook('BeforeInstall', 1800, 1800), hook('AfterInstall', 3600)))).toEqual([])
    expect(inText('V16', hooks(hook('BeforeInstall', 3601)))).toEqual(['6:16 warning'])
    const text = hooks(hook('BeforeInstall', 1800, undefined, 1801, 5))
    expect(inText('V16', text)).toEqual(['9:16 warning'])
    expect(fixed('V16', text)).toBe(hooks(hook('BeforeInstall', 1800, undefined, 1800, 5)))
    expect(inText('V16', hooks(hook('BeforeInstall', 3600, 1)))).toEqual(['8:16 warning'])
    expect(fixed('V16', hooks(hook('BeforeInstall', 3600, 1)))).toBeUndefined()
  })

  it('V17: each runas on windows is warned of, and its way out named', () => {
    const text = `version: 0.0\nos: windows\nhooks:\n  AfterInstall:\n    - location: x\n      runas: bob\n    - location: y\n      runas: eve\n`
    expect(inText('V17', text)).toEqual(['6:7 warning', '8:7 warning'])
    expect(firstOf('V17', text)?.fix?.title).toBe('Leave runas out')
  })

  it('V18: a reserved event names the event that was probably meant', () => {
    expect(firstOf('V18', `${head}hooks:\n${hook('Install')}`)?.fix?.title).toBe(
      'Attach the script to BeforeInstall or AfterInstall',
    )
    expect(inText('V18', `${head}hooks:\n${hook('install')}`)).toEqual([])
  })
})

const permission = (lines: string) => `${head}permissions:\n  - ${lines}\n`

describe('permissions', () => {
  it('V19: permissions without an entry are no permissions on windows', () => {
    const windows = 'version: 0.0\nos: windows\n'
    expect(inText('V19', `${windows}permissions:\n`)).toEqual([])
    expect(inText('V19', `${windows}permissions:\n  - object: C:\\x\n`)).toEqual(['3:1 error'])
  })

  it('V20: an empty or blank object is no object', () => {
    for (const object of ['""', '~', '']) expect(inText('V20', permission(`object: ${object}`))).toEqual(['4:5 error'])
    expect(inText('V20', permission('object: /srv'))).toEqual([])
  })

  it('V21: the way out of a symbolic mode is digits', () => {
    expect(firstOf('V21', permission('mode: u+x'))?.fix?.title).toBe('Write digits such as 644 or 755')
    expect(inText('V21', permission('mode: "0755"'))).toEqual([])
    expect(inText('V21', permission('mode: ""'))).toEqual([])
  })

  it('V22: every wrong word of type is located', () => {
    expect(inText('V22', permission('object: /srv\n    type: [link, file, pipe]'))).toEqual([
      '5:12 error',
      '5:24 error',
    ])
    expect(firstOf('V22', permission('type: [socket]'))?.fix?.title).toBe('Write file, directory or both')
  })

  const copied = `${head}files:\n  - source: app\n    destination: /srv\n  - source: bin/tool\n    destination: /usr/bin\npermissions:\n`
  const inCopied = (rule: string, lines: string) =>
    places(complaintsIn(`${copied}${lines}`, ['app/main', 'app/conf/a.conf', 'app/conf/b.conf', 'bin/tool']), rule)

  it('V23: a copied file takes no pattern and no exceptions', () => {
    expect(inCopied('V23', '  - object: /usr/bin/tool\n    pattern: "*.sh"\n')).toEqual(['10:14 error'])
    expect(inCopied('V23', '  - object: /srv/main\n    except: [a]\n')).toEqual(['10:5 error'])
    expect(inCopied('V23', '  - object: /srv//main\n    pattern: main\n    except: [a]\n')).toEqual([
      '10:14 error',
      '11:5 error',
    ])
  })

  it('V23: a folder, a whole file, and a file that is not meant are all right', () => {
    expect(inCopied('V23', '  - object: /srv/main\n    pattern: "**"\n    except: []\n')).toEqual([])
    expect(inCopied('V23', '  - object: /srv/conf\n    pattern: "*.conf"\n')).toEqual([])
    expect(inCopied('V23', '  - object: /srv/main\n    pattern: x\n    type: [directory]\n')).toEqual([])
    expect(inText('V23', `${copied}  - object: /usr/bin/tool\n    pattern: x\n`)).toEqual([])
  })

  const acl = (entry: string) => permission(`object: /srv\n    acls:\n      - "${entry}"`)

  it.each(['u:bob:rw', 'user:bob:6', 'bob:rw', 'g:www-data:r-x', 'm::rw', 'm:rw', 'mask::7', 'd:u:bob:rx', 'd:bob:r'])(
    'V24: %s can be read',
    (entry) => expect(inText('V24', acl(entry))).toEqual([]),
  )

  it.each(['d:u::rwx', 'default:group::r', 'd:o::r', 'd:m:rwx'])('V24: %s is a default without a name', (entry) => {
    expect(inText('V24', acl(entry))).toEqual([])
  })

  it.each([
    ['rw', '6:10'],
    ['a:b:c:d:e', '6:10'],
    ['x:bob:rw', '6:10'],
    ['d:x:bob:rw', '6:12'],
    ['u:bob:rw:x', '6:10'],
    ['d:rw', '6:10'],
    ['u:bob:8', '6:16'],
    ['u:bob:rwz', '6:16'],
    ['u:bob:', '6:9'],
    ['u:bob:77', '6:16'],
    ['m:bob:rw', '6:10'],
    ['o:bob:rw', '6:10'],
    ['u::rw', '6:10'],
    ['g::rw', '6:10'],
    ['u:rw', '6:10'],
    ['u:a,u:r', '6:10'],
    ['u:-x:r', '6:10'],
    ['constructor:bob:rw', '6:10'],
  ])('V24: %s is refused where it goes wrong', (entry, place) => {
    expect(inText('V24', acl(entry))).toEqual([`${place} error`])
    expect(firstOf('V24', acl(entry))?.fix?.title).toBeTruthy()
  })

  it('V24: a second entry for the same one is refused, and one for all others only warned of', () => {
    const two = (a: string, b: string) => permission(`object: /srv\n    acls: [${a}, ${b}]`)
    expect(inText('V24', two('u:bob:r', 'bob:rw'))).toEqual(['5:21 error'])
    expect(inText('V24', two('u:bob:r', 'd:u:bob:r'))).toEqual([])
    expect(inText('V24', acl('o::r'))).toEqual(['6:10 warning'])
  })

  it('V25: a default entry that falls on a file is refused, with the file', () => {
    const text = `${copied}  - object: /srv\n    acls: ["d:u:bob:rx"]\n`
    expect(inCopied('V25', '  - object: /srv\n    acls: ["d:u:bob:rx"]\n')).toEqual(['10:12 error'])
    const [complaint] = complaintsIn(text, ['app/main', 'bin/tool']).filter(({ rule }) => rule === 'V25')
    expect(complaint?.message).toBe(
      'The default ACL entry "d:u:bob:rx" is for folders, but would fall on the file "/srv/main".',
    )
    expect(inCopied('V25', '  - object: /usr/bin/tool\n    acls: ["default:u:bob:rx"]\n')).toEqual(['10:12 error'])
  })

  it('V25: on folders only it is all right', () => {
    expect(inCopied('V25', '  - object: /srv\n    acls: ["d:u:bob:rx"]\n    type: [directory]\n')).toEqual([])
    expect(inCopied('V25', '  - object: /srv\n    pattern: conf\n    acls: ["d:u:bob:rx"]\n')).toEqual([])
    expect(inCopied('V25', '  - object: /srv\n    acls: ["u:bob:rx"]\n')).toEqual([])
  })

  it('V25: a text alone is warned of, and refused where type says file only', () => {
    const text = permission('object: /srv\n    acls: ["d:u:bob:rx"]')
    expect(inText('V25', text)).toEqual(['5:12 warning'])
    expect(fixed('V25', text)).toBe(permission('object: /srv\n    type: [directory]\n    acls: ["d:u:bob:rx"]'))
    const files = permission('object: /srv\n    acls: ["d:u:bob:rx"]\n    type: [file]')
    expect(inText('V25', files)).toEqual(['5:12 error'])
    expect(inText('V25', fixed('V25', files) ?? '')).toEqual([])
  })

  it('V26: a path that two entries fall on is refused at the second, with the path', () => {
    const text = '  - object: /srv\n    mode: 644\n  - object: /srv/conf\n    pattern: "*.conf"\n    mode: 600\n'
    expect(inCopied('V26', text)).toEqual(['11:5 error'])
    const [complaint] = complaintsIn(`${copied}${text}`, ['app/conf/a.conf', 'bin/tool']).filter(
      ({ rule }) => rule === 'V26',
    )
    expect(complaint?.message).toBe(
      'permissions[1] gives "/srv/conf/a.conf" permissions, which permissions[0] does already.',
    )
  })

  it('V26: entries that fall on different paths, kinds or depths are all right', () => {
    for (const lines of [
      '  - object: /srv\n    except: [main]\n    type: [directory]\n  - object: /srv\n    type: [file]\n',
      '  - object: /srv\n    pattern: "*"\n    type: [file]\n  - object: /srv/conf\n',
      '  - object: /srv/main\n  - object: /srv/conf\n    pattern: "a*"\n  - object: /srv/conf\n    pattern: "b*"\n',
      '  - object: /srv/con\n  - object: /srv/conf\n',
    ])
      expect(inCopied('V26', lines)).toEqual([])
  })

  it('V26: a folder that the host may have already is only warned of', () => {
    const folders =
      '  - object: /usr\n    type: [directory]\n  - object: /usr\n    pattern: bin\n    type: [directory]\n'
    expect(inCopied('V26', folders)).toEqual(['11:5 warning'])
  })

  it('V26: a text alone is warned of the same object in the same words', () => {
    const twice = (second: string) => permission(`object: /srv\n  - object: ${second}`)
    expect(inText('V26', twice('/srv/'))).toEqual(['5:5 warning'])
    expect(inText('V26', twice('/srv\n    pattern: "*.sh"'))).toEqual([])
    expect(inText('V26', twice('/opt'))).toEqual([])
  })

  it('V26: many entries over many files are not all looked at', () => {
    const entries = (count: number) => '  - object: /srv\n    pattern: none\n'.repeat(count)
    const twice = '  - object: /srv/f1\n  - object: /srv/f1\n'
    const many = Array.from({ length: 10_000 }, (_, index) => `app/f${index}`)
    const found = (count: number) =>
      places(complaintsIn(`${copied}${entries(count)}${twice}`, [...many, 'bin/tool']), 'V26')
    expect(found(1)).toEqual(['12:5 error'])
    expect(found(101)).toEqual([])
  })

  const context = (lines: string) => permission(`object: /srv\n    context:\n      ${lines}`)

  it('V27: a context has a type and no role', () => {
    expect(inText('V27', context('user: bob'))).toEqual(['5:5 error'])
    expect(inText('V27', context('type: ""'))).toEqual(['5:5 error'])
    expect(inText('V27', context('type: x_t\n      role: object_r'))).toEqual(['7:7 error'])
    expect(inText('S1', context('type: x_t\n      role: object_r'))).toEqual([])
    expect(inText('V27', context('type: x_t\n      user: bob'))).toEqual([])
  })

  const range = (text: string) => context(`type: x_t\n      range: ${text}`)

  it.each(['s0', 's0-s0', 's0-s15', 's0:c0', 's0:c0.c1023', 's0-s3:c1,c3.c5,c7', 's0:c9,c1', '"s0:c1"'])(
    'V28: the range %s can be read',
    (text) => expect(inText('V28', range(text))).toEqual([]),
  )

  it.each([
    ['x', '7:14'],
    ['s', '7:14'],
    ['s3-s1', '7:14'],
    ['s0-3', '7:14'],
    ['"s0:"', '7:14'],
    ['s0:1', '7:17'],
    ['s0:c1,', '7:14'],
    ['s0:c1024', '7:17'],
    ['s0:c5.c1', '7:17'],
    ['s0:c5.c5', '7:17'],
    ['s0:c1.c3.c5', '7:17'],
    ['s0:c1,c1', '7:20'],
    ['s0:c1.c9,c4', '7:23'],
    ['"s0:c1,c2,c1"', '7:24'],
    ['s0 :c1', '7:14'],
  ])('V28: the range %s is refused where it goes wrong', (text, place) => {
    expect(inText('V28', range(text))).toEqual([`${place} error`])
    expect(firstOf('V28', range(text))?.fix?.title).toBeTruthy()
  })
})
