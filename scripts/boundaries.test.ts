/** Faults planted in a small tree of rooms: the boundary lint must name each of them, and nothing else. */
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { cruise } from './steps.mjs'

let tree: string
beforeEach(() => void (tree = mkdtempSync(join(tmpdir(), 'sluice-rooms-'))))
afterEach(() => rmSync(tree, { recursive: true }))

const good = {
  'package.json': '{ "name": "tree", "type": "module" }',
  'packages/model/src/index.ts': 'export const noun = 1',
  'packages/store/src/index.ts': "import { noun } from '../../model/src/index.ts'\nexport const store = noun",
  'packages/engine/src/index.ts': "import { noun } from '../../model/src/index.ts'\nexport const engine = noun",
  'packages/api/src/stop/contract.ts':
    "import { noun } from '../../../model/src/index.ts'\nexport const contract = noun",
  'apps/bff/src/main.ts': "import { store } from '../../../packages/store/src/index.ts'\nexport const bff = store",
  'apps/supervisor/src/main.ts': "import { spawn } from 'node:child_process'\nexport const start = spawn",
  'apps/web/src/Screen.tsx': 'export const Screen = () => <b>{1 as number}</b>',
}

/** The complaints, as `rule: from -> to`. */
function complaints(planted: Record<string, string>): string[] {
  for (const [path, text] of Object.entries({ ...good, ...planted })) {
    mkdirSync(dirname(join(tree, path)), { recursive: true })
    writeFileSync(join(tree, path), text)
  }
  const { stdout } = spawnSync(process.execPath, cruise('packages', 'apps', '--output-type', 'json'), {
    cwd: tree,
    encoding: 'utf8',
  })
  const { summary } = JSON.parse(stdout) as Cruise
  expect(summary.totalCruised).toBeGreaterThanOrEqual(Object.keys(good).length - 1)
  return summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`).toSorted()
}

type Cruise = { summary: { totalCruised: number; violations: { rule: { name: string }; from: string; to: string }[] } }

it('is content with rooms that keep to the table', () => {
  expect(complaints({})).toEqual([])
})

it('sees a room that imports one it may not, even for a type', () => {
  const text = "import type { store } from '../../store/src/index.ts'\nexport type Peek = typeof store"
  expect(complaints({ 'packages/engine/src/peek.ts': text })).toEqual([
    'packages/engine: packages/engine/src/peek.ts -> packages/store/src/index.ts',
  ])
})

it('sees an app that is imported', () => {
  const text = "export { bff } from '../../bff/src/main.ts'"
  expect(complaints({ 'apps/web/src/peek.ts': text })).toContain(
    'apps/web: apps/web/src/peek.ts -> apps/bff/src/main.ts',
  )
  expect(complaints({ 'apps/supervisor/src/peek.ts': text })).toContain(
    'apps/supervisor: apps/supervisor/src/peek.ts -> apps/bff/src/main.ts',
  )
})

it('sees a cycle', () => {
  const found = complaints({
    'packages/model/src/a.ts': "import { b } from './b.ts'\nexport const a = () => b",
    'packages/model/src/b.ts': "import { a } from './a.ts'\nexport const b = () => a",
  })
  expect(found).toContain('no cycles: packages/model/src/a.ts -> packages/model/src/b.ts')
})

it('sees Node behind a contract, however far', () => {
  const found = complaints({
    'packages/api/src/stop/contract.ts': "import { far } from './far.ts'\nexport const contract = far",
    'packages/api/src/stop/far.ts': "import { readFileSync } from 'node:fs'\nexport const far = readFileSync",
  })
  expect(found).toEqual(['what the browser loads needs no Node: packages/api/src/stop/contract.ts -> fs'])
})

it('sees a room that is not in the table, and an import that leads nowhere', () => {
  const found = complaints({ 'packages/helpers/src/index.ts': "export { gone } from './gone.ts'" })
  expect(found).toContain('a room that is not in the table: packages/helpers/src/index.ts -> ./gone.ts')
  expect(found).toContain('everything resolves: packages/helpers/src/index.ts -> ./gone.ts')
})
