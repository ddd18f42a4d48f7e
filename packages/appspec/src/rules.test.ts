import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { lintAppSpec, parseAppSpec } from './index.ts'
import type { BundleFile, Complaint } from './index.ts'
import { rules } from './rules/index.ts'

const head = 'version: 0.0\nos: linux\n'
const file = (path: string, extra: Partial<BundleFile> = {}): BundleFile => ({ path, executable: true, ...extra })
const bytes = (text: string) => new TextEncoder().encode(text)

/** The complaints of one rule as `line:column severity`. */
const places = (complaints: readonly Complaint[], rule: string) =>
  complaints
    .filter((complaint) => complaint.rule === rule)
    .map(({ line, column, severity }) => `${line}:${column} ${severity}`)

const inText = (rule: string, text: string) => places(parseAppSpec(text).complaints, rule)

const inBundle = (rule: string, text: string, files: BundleFile[]) =>
  places(lintAppSpec(text, { files: [file('appspec.yml'), ...files] }).complaints, rule)

/** The text after the first fix of a rule. */
function fixed(rule: string, text: string): string | undefined {
  const replacement = parseAppSpec(text).complaints.find((complaint) => complaint.rule === rule)?.fix?.replacement
  return replacement && text.slice(0, replacement.fromOffset) + replacement.text + text.slice(replacement.toOffset)
}

describe('reading', () => {
  it('V1: an empty text, one of comments, and a lone document mark hold no content', () => {
    for (const text of ['', ' \n\n', '# nothing\n', '---\n']) expect(inText('V1', text)).toEqual(['1:1 error'])
  })

  it('V2: a syntax error is located where YAML stops making sense', () => {
    expect(inText('V2', `${head}files: [a, b\nhooks:\n`)).toEqual(['4:1 error'])
    expect(inText('V2', `${head}\tfiles:\n`)[0]).toMatch(/^3:1 /)
  })

  it('V2: a key written twice is located at the second one', () => {
    expect(inText('V2', `${head}os: windows\n`)).toEqual(['3:1 error'])
  })

  it('V2: a second document, a list at the top and an alias without an anchor are refused', () => {
    expect(inText('V2', `${head}---\nos: linux\n`)).toEqual(['3:1 error'])
    expect(inText('V2', '- version: 0.0\n')).toEqual(['1:1 error'])
    expect(inText('V2', `${head}files: *nothing\n`)).toEqual(['3:8 error'])
  })
})

describe('version and os', () => {
  it('V3: version is required, and the fix adds it at the top', () => {
    expect(inText('V3', 'os: linux\n')).toEqual(['1:1 error'])
    expect(fixed('V3', 'os: linux\n')).toBe(head)
  })

  it('V3: any number but 0.0 is an error at the value', () => {
    for (const version of ['1.0', '0.1', 'latest'])
      expect(inText('V3', `os: linux\nversion: ${version}\n`)).toEqual(['2:10 error'])
  })

  it('V3: "0.0" in quotes and 0 are taken with a warning and rewritten by the fix', () => {
    for (const version of ['"0.0"', '0', "'0.0'"]) {
      const text = `version: ${version}\nos: linux\n`
      expect(inText('V3', text)).toEqual(['1:10 warning'])
      expect(parseAppSpec(text).appSpec?.version).toBe(0)
      expect(fixed('V3', text)).toBe(head)
    }
  })

  it('V4: os is required and is linux or windows', () => {
    expect(inText('V4', 'version: 0.0\n')).toEqual(['1:1 error'])
    expect(inText('V4', 'version: 0.0\nos: macos\n')).toEqual(['2:5 error'])
    expect(fixed('V4', 'version: 0.0\nos: Linux\n')).toBe(head)
  })

  it('V4: an AppSpec for another system than the host is refused', () => {
    expect(places(parseAppSpec(head, { os: 'windows' }).complaints, 'V4')).toEqual(['2:5 error'])
    expect(parseAppSpec(head, { os: 'linux' }).complaints).toEqual([])
  })
})

describe('files', () => {
  it('V5: a files item without source is located at the item', () => {
    expect(inText('V5', `${head}files:\n  - destination: /srv\n`)).toEqual(['4:5 error'])
    expect(inText('V5', `${head}files:\n  - destination: /srv\n    source:\n`)).toEqual(['5:5 error'])
  })

  it('V6: a files item without destination is located at the item', () => {
    expect(inText('V6', `${head}files:\n  - source: a\n    destination: /x\n  - source: b\n`)).toEqual(['6:5 error'])
  })

  it('V7: a destination must be a full path of that system', () => {
    const text = (os: string, path: string) =>
      `version: 0.0\nos: ${os}\nfiles:\n  - source: /\n    destination: ${path}\n`
    expect(inText('V7', text('linux', 'srv/app'))).toEqual(['5:18 error'])
    expect(fixed('V7', text('linux', 'srv/app'))).toBe(text('linux', '/srv/app'))
    expect(inText('V7', text('linux', 'C:\\srv'))).toEqual(['5:18 error'])
    expect(inText('V7', text('windows', '/srv'))).toEqual(['5:18 error'])
    expect(inText('V7', text('windows', 'C:\\srv'))).toEqual([])
    expect(inText('V7', text('linux', '/srv'))).toEqual([])
  })

  it('A9: a destination that climbs above the root is refused', () => {
    expect(inText('V7', `${head}files:\n  - source: /\n    destination: /srv/../../etc\n`)).toEqual(['5:18 error'])
    expect(inText('V7', `${head}files:\n  - source: /\n    destination: /srv/../etc\n`)).toEqual([])
  })

  it('V32: a path that is too long for Windows is warned of at its item, with the longest', () => {
    const into = (os: string, root: string) =>
      `version: 0.0\nos: ${os}\nfiles:\n  - source: /\n    destination: ${root}\n`
    const files = [file('a.txt'), file(`${'b'.repeat(252)}.txt`), file(`${'c'.repeat(253)}.txt`)]
    const windows = inBundle('V32', into('windows', 'C:\\w'), files)
    expect(windows).toEqual(['4:5 warning'])
    expect(
      lintAppSpec(into('windows', 'C:\\w'), { files }).complaints.find(({ rule }) => rule === 'V32')?.message,
    ).toContain('a path of 262 characters')
    expect(inBundle('V32', into('windows', 'C:\\w'), files.slice(0, 1))).toEqual([])
    expect(inBundle('V32', into('windows', 'C:\\'), files.slice(0, 2))).toEqual([])
    expect(inBundle('V32', into('linux', '/w'), files)).toEqual([])
  })

  const copy = (source: string) => `${head}files:\n  - source: ${source}\n    destination: /srv\n`

  it('V8: a source that the bundle lacks is located at its value', () => {
    expect(inBundle('V8', copy('html'), [file('index.html')])).toEqual(['4:13 error'])
    expect(inBundle('V8', copy('html'), [file('html/index.html')])).toEqual([])
    expect(inBundle('V8', copy('/html/index.html'), [file('html/index.html')])).toEqual([])
    expect(inBundle('V8', copy('/'), [])).toEqual([])
    expect(inBundle('V8', copy('logs'), [file('logs', { isFolder: true })])).toEqual([])
    expect(inBundle('V8', copy('current/app'), [file('current', { isSymlink: true })])).toEqual([])
  })

  it('V8: a source that differs in case only is named', () => {
    const { complaints } = lintAppSpec(copy('HTML/a'), { files: [file('appspec.yml'), file('html/a')] })
    expect(complaints.map((complaint) => complaint.message)).toEqual([
      'The bundle holds no "HTML/a". Did you mean "html/a"?',
    ])
  })

  it('A9: a source that leaves the bundle is refused without knowing the bundle', () => {
    expect(inText('V8', copy('../secret'))).toEqual(['4:13 error'])
    expect(inText('V8', copy('a/../../secret'))).toEqual(['4:13 error'])
    expect(inText('V8', copy('a/../b'))).toEqual([])
  })

  it('V9: file_exists_behavior is one of three words in upper case', () => {
    expect(inText('V9', `${head}file_exists_behavior: KEEP\n`)).toEqual(['3:23 error'])
    expect(fixed('V9', `${head}file_exists_behavior: overwrite\n`)).toBe(`${head}file_exists_behavior: OVERWRITE\n`)
    expect(parseAppSpec(`${head}file_exists_behavior: RETAIN\n`).appSpec?.fileExistsBehavior).toBe('RETAIN')
  })

  it('V10: two sources for one destination file are located at the second item', () => {
    const text = `${head}files:\n  - source: a/index.html\n    destination: /srv\n  - source: b\n    destination: /srv/\n`
    expect(inBundle('V10', text, [file('a/index.html'), file('b/index.html')])).toEqual(['6:5 error'])
    expect(inBundle('V10', text, [file('a/index.html'), file('b/other.html')])).toEqual([])
  })

  it('V10: an AppSpec that would copy half a million files is refused', () => {
    const items = Array.from({ length: 60 }, (_, index) => `  - source: /\n    destination: /srv/${index}\n`).join('')
    const many = Array.from({ length: 10_000 }, (_, index) => file(`f${index}`))
    expect(inBundle('V10', `${head}files:\n${items}`, many)).toEqual(['102:5 error'])
  })

  it('V11: a path cannot be a file and a folder', () => {
    const text = `${head}files:\n  - source: app\n    destination: /srv\n  - source: data/x\n    destination: /srv/app\n`
    expect(inBundle('V11', text, [file('app'), file('data/x')])).toEqual(['6:5 error'])
    expect(inBundle('V11', text, [file('app/main'), file('data/x')])).toEqual([])
  })
})

describe('hooks', () => {
  const hook = (script: string, event = 'AfterInstall') => `${head}hooks:\n  ${event}:\n    - ${script}\n`

  it('V12: an unknown event is located at its name, and the nearest name is offered', () => {
    expect(inText('V12', hook('location: x', 'afterInstal'))).toEqual(['4:3 error'])
    expect(fixed('V12', hook('location: x', 'afterInstal'))).toBe(hook('location: x'))
    expect(inText('V12', hook('location: x', '__proto__'))).toEqual(['4:3 error'])
    expect(inText('V12', hook('location: x', 'constructor'))).toEqual(['4:3 error'])
  })

  it('V13: a script without a location is located at the script', () => {
    expect(inText('V13', hook('timeout: 5'))).toEqual(['5:7 error'])
    expect(inText('V13', hook('location: ""'))).toEqual(['5:7 error'])
  })

  it('V14: a script that the bundle lacks, or that is a folder, is located at its location', () => {
    expect(inBundle('V14', hook('location: scripts/go'), [file('scripts/stop')])).toEqual(['5:17 error'])
    expect(inBundle('V14', hook('location: scripts'), [file('scripts/go')])).toEqual(['5:17 error'])
    expect(inBundle('V14', hook('location: /scripts/go'), [file('scripts/go')])).toEqual([])
  })

  it('V14: a script that is not executable is only a warning', () => {
    expect(inBundle('V14', hook('location: go'), [file('go', { executable: false })])).toEqual(['5:17 warning'])
  })

  it('A9: a hook outside the bundle is refused without knowing the bundle', () => {
    for (const location of ['../go', 'scripts/../../go', '/../../bin/sh'])
      expect(parseAppSpec(hook(`location: ${location}`)).appSpec).toBeUndefined()
    expect(inText('V14', hook('location: ../go'))).toEqual(['5:17 error'])
  })

  it('V15: a timeout is a whole number of seconds above 0', () => {
    for (const timeout of ['0', '-5', 'soon', '1.5', '5m'])
      expect(inText('V15', hook(`location: x\n      timeout: ${timeout}`))).toEqual(['6:16 error'])
    for (const timeout of ['1', '3600', '"300"'])
      expect(inText('V15', hook(`location: x\n      timeout: ${timeout}`))).toEqual([])
    expect(fixed('V15', hook('timeout: 5m'))).toBe(hook('timeout: 300'))
  })

  it('V16: written timeouts of one event that exceed an hour together are a warning where they do', () => {
    const scripts = 'location: a\n      timeout: 3000\n    - location: b\n      timeout: 601'
    expect(inText('V16', hook(scripts))).toEqual(['8:16 warning'])
    expect(inText('V16', hook('location: a\n    - location: b'))).toEqual([])
  })

  it('V17: runas has no effect on windows', () => {
    expect(
      inText('V17', 'version: 0.0\nos: windows\nhooks:\n  AfterInstall:\n    - location: x\n      runas: bob\n'),
    ).toEqual(['6:7 warning'])
    expect(inText('V17', hook('location: x\n      runas: bob'))).toEqual([])
  })

  it('V18: reserved events take no scripts', () => {
    for (const event of ['DownloadBundle', 'Install', 'BlockTraffic', 'AllowTraffic', 'Start', 'End'])
      expect(inText('V18', hook('location: x', event))).toEqual(['4:3 error'])
    expect(inText('V12', hook('location: x', 'Install'))).toEqual([])
  })
})

describe('permissions', () => {
  const permission = (lines: string) => `${head}permissions:\n  - ${lines}\n`

  it('V19: permissions are for linux only', () => {
    expect(inText('V19', 'version: 0.0\nos: windows\npermissions:\n  - object: C:\\x\n')).toEqual(['3:1 error'])
  })

  it('V20: every permission names its object', () => {
    expect(inText('V20', permission('mode: 644'))).toEqual(['4:5 error'])
  })

  it('V21: a mode is up to four octal digits, and a leading zero is quoted', () => {
    for (const mode of ['u+x', '888', '12345', '-1'])
      expect(inText('V21', permission(`mode: ${mode}`))).toEqual(['4:11 error'])
    expect(fixed('V21', permission('mode: 0644'))).toBe(permission('mode: "0644"'))
    for (const mode of ['644', '"0644"', '4755', '0']) expect(inText('V21', permission(`mode: ${mode}`))).toEqual([])
  })

  it('V22: type holds file and directory only', () => {
    expect(inText('V22', permission('object: /srv\n    type: [file, link]'))).toEqual(['5:18 error'])
    expect(fixed('V22', permission('type: [Directory]'))).toBe(permission('type: [directory]'))
  })

  it('V27: a context without its type is located at the context', () => {
    expect(inText('V27', permission('object: /srv\n    context:\n      user: bob'))).toEqual(['5:5 error'])
  })
})

describe('the bundle around the text', () => {
  it('V29: no AppSpec, or two of them, is about the bundle', () => {
    expect(places(lintAppSpec(head, { files: [file('app/appspec.yml')] }).complaints, 'V29')).toEqual(['1:1 error'])
    expect(inBundle('V29', head, [file('appspec.yaml')])).toEqual(['1:1 error'])
    expect(inBundle('V29', head, [file('examples/appspec.yml')])).toEqual([])
    expect(lintAppSpec(head, { files: [file('my.yml')], fileName: 'my.yml' }).complaints).toEqual([])
  })

  it('V30: Windows line ends in the AppSpec are a warning, and one fix turns all of them', () => {
    const text = 'version: 0.0\r\nos: linux\r\n'
    expect(inText('V30', text)).toEqual(['1:13 warning'])
    expect(fixed('V30', text)).toBe(head)
    expect(inText('V30', text.replace('linux', 'windows'))).toEqual([])
  })

  it('V30: control characters and characters that cannot be seen are located', () => {
    expect(inText('V30', `${head}# a\u0007b\n`)).toEqual(['3:4 error'])
    expect(inText('V30', `${head}# a\u00a0b \u202e\n`)).toEqual(['3:4 warning', '3:7 warning'])
    expect(inText('V30', `\ufeff${head}`)).toEqual([])
  })

  const hook = `${head}hooks:\n  AfterInstall:\n    - location: go\n`
  const script = (text: string) => inBundle('V30', hook, [file('go', { head: bytes(text) })])

  it('V30: carriage returns in a script are located at its location', () => {
    expect(script('#!/bin/sh\r\necho\r\n')).toEqual(['5:17 error'])
    expect(script('#!/bin/sh\necho\r\n')).toEqual(['5:17 error'])
    expect(script('#!/usr/bin/env node\nlet a\r\n')).toEqual([])
    expect(script('#!/bin/sh\necho\n')).toEqual([])
  })

  it('V30: a byte order mark hides the #! line, a missing #! line is a warning, a binary is left alone', () => {
    expect(script('\ufeff#!/bin/sh\n')).toEqual(['5:17 error'])
    expect(script('echo hello\n')).toEqual(['5:17 warning'])
    expect(script('\u007fELF\u0002\u0000\u0000')).toEqual([])
  })

  it('V31: a __MACOSX folder is refused', () => {
    expect(inBundle('V31', head, [file('__MACOSX/._appspec.yml')])).toEqual(['1:1 error'])
  })
})

describe('our own', () => {
  it('S1: an unknown key is a warning with the key that was probably meant', () => {
    expect(inText('S1', `${head}file:\n  - source: a\n`)).toEqual(['3:1 warning'])
    expect(fixed('S1', `${head}hook: {}\n`)).toBe(`${head}hooks: {}\n`)
    expect(inText('S1', `${head}files:\n  - source: /\n    destination: /a\n    dest: b\n`)).toEqual(['6:5 warning'])
    expect(inText('S1', `${head}__proto__: 1\n`)).toEqual(['3:1 warning'])
  })

  it('S2: a value of the wrong kind is an error at the value', () => {
    expect(inText('S2', `${head}files: none\n`)).toEqual(['3:8 error'])
    expect(inText('S2', `${head}hooks:\n  AfterInstall:\n    location: x\n`)).toEqual(['5:5 error'])
    expect(inText('S2', `${head}files:\n  - source: [a]\n    destination: /x\n`)).toEqual(['4:13 error'])
  })

  it('S3: a blank section or event is a warning at its key', () => {
    expect(inText('S3', `${head}files:\nhooks:\n  AfterInstall:\n`)).toEqual(['3:1 warning', '5:3 warning'])
    expect(parseAppSpec(`${head}hooks:\n  AfterInstall:\n`).appSpec?.hooks).toEqual({})
  })

  it('S5: a line end or NUL inside a value is refused', () => {
    expect(inText('S5', `${head}hooks:\n  AfterInstall:\n    - location: "a\\nb"\n`)).toEqual(['5:17 error'])
    expect(inText('S5', `${head}files:\n  - source: "a\\0"\n    destination: /x\n`)).toEqual(['4:13 error'])
  })

  it('S6: a user that looks like an option or a command is refused', () => {
    const runas = (user: string) => `${head}hooks:\n  AfterInstall:\n    - location: x\n      runas: ${user}\n`
    for (const user of ['-c', '"bob; id"', '"$(id)"']) expect(inText('S6', runas(user))).toEqual(['6:14 error'])
    for (const user of ['bob', 'www-data', 'bob@example.org', '1000']) expect(inText('S6', runas(user))).toEqual([])
  })
})

it('the README names every rule', () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
  const ids = [...rules.map((rule) => rule.id), 'V1', 'V2', 'V29', 'V31', 'S4']
  expect(ids.filter((id) => !new RegExp(`\\| ${id} +\\|`).test(readme))).toEqual([])
})
