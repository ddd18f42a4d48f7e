/** What `docs/parity.md` claims is proved by tests that exist, and a claim that is not would be seen. */
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { parityFaults } from './parity.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const read = (path: string) => (existsSync(root + path) ? readFileSync(root + path, 'utf8') : undefined)
const page = readFileSync(`${root}docs/parity.md`, 'utf8')

it('docs/parity.md lists every feature once, and each claim names a test that is there', () => {
  expect(parityFaults(page, read)).toEqual([])
})

describe('the check sees', () => {
  const feature = (id: string, rest: string) => `| ${id} | a feature | ${rest} |`
  const files: Record<string, string> = {
    'apps/a/stop.test.ts': "// 'in a comment'\nit('stops at once, always', () => {\n  const cases = ['in a case']\n})",
    'apps/a/stop.ts': "stop('stops at once')",
  }
  /** The page, in which everything is "not yet" but the one row under test. */
  function faultsOf(row: string): string[] {
    const others = page.replace(/^(\| ([FDP]\d+) \|.*?) \| (works|part|not yet) \|.*$/gm, '$1 | not yet | |')
    const id = /^\| (\w+)/.exec(row)?.[1] ?? ''
    return parityFaults(others.replace(new RegExp(`^\\| ${id} \\|.*$`, 'm'), row), (path) => files[path])
  }
  const proof = '[`stop.test.ts`](../apps/a/stop.test.ts) "stops at once"'

  it('nothing in a claim that is proved', () => {
    expect(faultsOf(feature('D7', `works | ${proof}, "always". *In part:* words`))).toEqual([])
    expect(faultsOf(feature('P7', `part | words | ${proof}`))).toEqual([])
  })

  it.each([
    ['a state that is none', 'done | ', 'D7 is in state "done"'],
    ['a claim without a test', 'works | surely', 'D7 names no test'],
    ['a part without a test', 'part | surely', 'D7 names no test'],
    ['a part that does not say what is missing', `part | ${proof}`, 'D7 does not say what is missing'],
    ['a test of what is not there yet', `not yet | ${proof}`, 'D7 is "not yet" and names a test'],
    [
      'a file that is not there',
      'works | [`go.test.ts`](../apps/a/go.test.ts) "goes"',
      'D7 names apps/a/go.test.ts, which is not there',
    ],
    [
      'a file that is no test',
      'works | [`stop.ts`](../apps/a/stop.ts) "stops at once"',
      'D7 names apps/a/stop.ts, which is not a test stop.ts',
    ],
    [
      'a link that leads elsewhere',
      'works | [`go.test.ts`](../apps/a/stop.test.ts) "stops at once"',
      'D7 names apps/a/stop.test.ts, which is not a test go.test.ts',
    ],
    [
      'a file without a title',
      'works | [`stop.test.ts`](../apps/a/stop.test.ts) somewhere',
      'D7 names "", which is no title in apps/a/stop.test.ts',
    ],
    ...['in a comment', 'in a case', 'stops later'].map((title) => [
      `a title ${title}`,
      `works | ${proof}, "${title}"`,
      `D7 names "${title}", which is no title in apps/a/stop.test.ts`,
    ]),
  ])('%s', (_what, rest, fault) => {
    expect(faultsOf(feature('D7', rest ?? ''))).toEqual([fault])
  })

  it('a feature that is missing, is there twice, or is none', () => {
    const none = (id: string) => feature(id, 'not yet | ')
    expect(faultsOf(`${none('D7')}\n${none('D99')}`)).toEqual(['D99 is no feature'])
    expect(parityFaults(page.replace(/^\| F001 .*$/m, ''), read)).toEqual(['F001 is listed 0 times'])
    expect(faultsOf(`${none('D7')}\n${none('D7')}`)).toEqual(['D7 is listed 2 times'])
  })
})
