import { expect, it } from 'vitest'
import {
  Complaint,
  parseAppSpec,
  pathInBundle,
  isSafeRelativePath,
  refusalDetails,
  scriptPathsIn,
  textLimits,
} from './index.ts'

const head = 'version: 0.0\nos: linux\n'

it('a whole AppSpec becomes typed, with defaults', () => {
  const { appSpec, complaints } = parseAppSpec(`version: 0.0
os: linux
files:
  - source: /
    destination: /srv/app
file_exists_behavior: OVERWRITE
permissions:
  - object: /srv/app
    pattern: "*.sh"
    except: [old.sh]
    owner: app
    group: www-data
    mode: 4
    acls: ["u:bob:rw"]
    context:
      name: system_u
      type: httpd_sys_content_t
    type:
      - file
hooks:
  ApplicationStop:
    - location: scripts/stop
  AfterInstall:
    - location: scripts/a
      timeout: 30
      runas: app
      sudo: yes
    - location: scripts/b
`)
  expect(complaints).toEqual([])
  expect(appSpec).toEqual({
    version: 0,
    os: 'linux',
    files: [{ source: '/', destination: '/srv/app' }],
    fileExistsBehavior: 'OVERWRITE',
    permissions: [
      {
        object: '/srv/app',
        pattern: '*.sh',
        except: ['old.sh'],
        owner: 'app',
        group: 'www-data',
        mode: '004',
        acls: ['u:bob:rw'],
        context: { user: 'system_u', type: 'httpd_sys_content_t' },
        type: ['file'],
      },
    ],
    hooks: {
      ApplicationStop: [{ location: 'scripts/stop', timeout: 3600 }],
      AfterInstall: [
        { location: 'scripts/a', timeout: 30, runas: 'app', sudo: true },
        { location: 'scripts/b', timeout: 3600 },
      ],
    },
  })
})

it('the least AppSpec is version and os, and may be written as JSON', () => {
  const least = { version: 0, os: 'linux', files: [], permissions: [], hooks: {} }
  expect(parseAppSpec(head).appSpec).toEqual(least)
  expect(parseAppSpec('{"version": 0.0, "os": "linux"}').appSpec).toEqual(least)
})

it('values stay the text that was written: no YAML numbers, dates or booleans', () => {
  const text = `${head}files:\n  - source: 1.10\n    destination: /a\n  - source: no\n    destination: /b\n`
  expect(parseAppSpec(text).appSpec?.files.map((item) => item.source)).toEqual(['1.10', 'no'])
})

it('anchors, aliases and merge keys work as in other YAML readers', () => {
  const text = `${head}hooks:
  BeforeInstall: &scripts
    - &first
      location: a
      timeout: 5
  AfterInstall: *scripts
  ValidateService:
    - <<: *first
      timeout: 7
`
  expect(parseAppSpec(text)).toEqual({
    complaints: [],
    appSpec: expect.objectContaining({
      hooks: {
        BeforeInstall: [{ location: 'a', timeout: 5 }],
        AfterInstall: [{ location: 'a', timeout: 5 }],
        ValidateService: [{ location: 'a', timeout: 7 }],
      },
    }) as unknown,
  })
})

it('there is an AppSpec exactly when no complaint is an error, and complaints come in the order of the text', () => {
  const warned = parseAppSpec(`${head}nonsense: 1\n`)
  expect(warned.appSpec).toBeDefined()
  expect(warned.complaints.map((complaint) => complaint.severity)).toEqual(['warning'])
  const refused = parseAppSpec('os: macos\nversion: 2\nfiles:\n  - source: a\n')
  expect(refused.appSpec).toBeUndefined()
  expect(refused.complaints.map(({ rule, line }) => `${rule}@${line}`)).toEqual(['V4@1', 'V3@2', 'V6@4'])
})

it('a complaint has its end, its path and its fix, and passes its own schema', () => {
  const { complaints } = parseAppSpec(`${head}hooks:\n  AfterInstall:\n    - location: x\n      timeout: 5m\n`)
  expect(complaints).toEqual([
    {
      rule: 'V15',
      severity: 'error',
      message: 'timeout must be a whole number of seconds above 0, not "5m".',
      line: 6,
      column: 16,
      endLine: 6,
      endColumn: 18,
      path: 'hooks.AfterInstall[0].timeout',
      fix: { title: 'Write 300', replacement: { fromOffset: 79, toOffset: 81, text: '300' } },
    },
  ])
  expect(complaints.map((complaint) => Complaint.parse(complaint))).toEqual(complaints)
  expect(refusalDetails(complaints)).toEqual([
    {
      rule: 'V15',
      message: 'timeout must be a whole number of seconds above 0, not "5m".',
      line: 6,
      column: 16,
      path: 'hooks.AfterInstall[0].timeout',
      fix: 'Write 300',
    },
  ])
})

const ruleOf = (text: string) => parseAppSpec(text).complaints.map((complaint) => complaint.rule)

it('S4: texts that are too large, too deep or explode through aliases are refused', () => {
  expect(ruleOf(`${head}# ${'x'.repeat(textLimits.bytes)}\n`)).toEqual(['S4'])
  expect(ruleOf(`files: ${'['.repeat(100_000)}`)).toEqual(['S4'])
  expect(ruleOf('- '.repeat(100_000))).toEqual(['S4'])
  expect(ruleOf(`${'? '.repeat(100_000)}x`)).toEqual(['S4'])
  expect(ruleOf('}'.repeat(100_000))).toEqual(['S4'])
  const bomb = ['a: &a [x, x, x, x, x, x, x, x, x]']
  for (const [from, to] of ['ab', 'bc', 'cd', 'de', 'ef', 'fg', 'gh'])
    bomb.push(`${to}: &${to} [${Array.from({ length: 9 }, () => `*${from}`).join(', ')}]`)
  expect(ruleOf(bomb.join('\n'))).toEqual(['S4'])
  expect(ruleOf(`${head}files: &f [*f]\n`)).toEqual(['S4'])
})

it('a flood of warnings hides no error, and both are bounded', () => {
  const unknown = Array.from({ length: 3000 }, (_, index) => `key${index}: 1\n`).join('')
  const result = parseAppSpec(`version: 0.0\n${unknown}os: plan9\n`)
  expect(result.appSpec).toBeUndefined()
  expect(result.complaints.filter(({ severity }) => severity === 'error').map(({ rule }) => rule)).toEqual(['V4'])
  expect(result.complaints).toHaveLength(textLimits.complaints + 1)
})

it('A24: keys like __proto__ and constructor change nothing but their own complaint', () => {
  const result = parseAppSpec(
    `${head}__proto__:\n  polluted: yes\nconstructor: 1\nfiles:\n  - source: /\n    destination: /a\n    __proto__: {}\n`,
  )
  expect(result.appSpec).toEqual({ ...parseAppSpec(head).appSpec, files: [{ source: '/', destination: '/a' }] })
  expect(result.complaints.map((complaint) => complaint.rule)).toEqual(['S1', 'S1', 'S1'])
  expect('polluted' in {}).toBe(false)
})

it('paths of a bundle are relative to its root, and never above it', () => {
  expect(['/', '\\', './a//b/', '/a/./b', 'a/../b', '..', '/..', 'a/../..'].map((path) => pathInBundle(path))).toEqual([
    '',
    '',
    'a/b',
    'a/b',
    'b',
    undefined,
    undefined,
    undefined,
  ])
  expect(pathInBundle('scripts\\go.ps1', 'windows')).toBe('scripts/go.ps1')
  expect(pathInBundle('C:\\go.ps1', 'windows')).toBeUndefined()
})

it('a safe relative path needs no repair', () => {
  expect(['a', 'a/b', '.hidden', 'a..b'].every(isSafeRelativePath)).toBe(true)
  expect(['', '/a', 'a/', 'a//b', './a', 'a/../b', 'C:a', 'a\\b', 'a\0b'].some(isSafeRelativePath)).toBe(false)
})

it('the scripts of a text are known even when it has errors', () => {
  const text = 'os: linux\nhooks:\n  AfterInstall:\n    - location: /a/b\n    - location: ../c\n    - location: a/b\n'
  expect(scriptPathsIn(text)).toEqual(['a/b'])
})
