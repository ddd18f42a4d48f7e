/** Links in what people read lead somewhere, and the settings that the README names are the settings there are. */
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { brokenLinks } from './links.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

function read(path: string): string | undefined {
  if (!existsSync(root + path)) return undefined
  return statSync(root + path).isDirectory() ? '' : readFileSync(root + path, 'utf8')
}

const pages = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.md'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\n')
  .filter((path) => path !== '' && existsSync(root + path))

describe('links', () => {
  it('of the README and of everything in docs are looked at', () => {
    expect(pages).toEqual(expect.arrayContaining(['README.md', 'docs/parity.md', 'docs/adr/README.md']))
  })

  it.each(pages)('of %s lead somewhere', (page) => {
    expect(brokenLinks(page, read)).toEqual([])
  })

  it('that lead nowhere are seen, and nothing else is', () => {
    const files: Record<string, string> = {
      'docs/a.md': [
        '# A page: one & two',
        '[page](b.md) [heading](#a-page-one--two) [other heading](b.md#here) [`code`](../src/c.ts) [folder](../src)',
        '[web](https://example.com) `[not](a-link.md)` ![picture](p.png) [gone](gone.md) [no heading](b.md#there)',
        '```\n[not](a-link-either.md)\n```',
        '[`gone`](../src/gone.ts)',
      ].join('\n'),
      'docs/b.md': '## Here\n```\n## There\n```',
      'src/c.ts': 'c',
      src: '',
    }
    expect(brokenLinks('docs/a.md', (path) => files[path])).toEqual([
      'p.png',
      'gone.md',
      'b.md#there',
      '../src/gone.ts',
    ])
  })
})

const named = (text: string) => [...new Set(text.match(/\bSLUICE_[A-Z_]+\b/g))].toSorted()
const settings = named(/z\.object\(\{.*?^\}\)/ms.exec(read('apps/bff/src/settings.ts') ?? '')?.[0] ?? '')

it.each([
  ['the README', /^## Settings$.*?(?=^## )/ms.exec(read('README.md') ?? '')?.[0] ?? ''],
  ['the help of npm start and of the supervisor', read('apps/supervisor/src/settings-help.mjs') ?? ''],
])('%s names every setting of the server, and no other', (_where, text) => {
  expect(settings.length).toBeGreaterThan(10)
  expect(named(text)).toEqual(settings)
})
