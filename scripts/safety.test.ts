import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { type Lockfile, looseVersions, type Manifest, missingPlatformPackages } from './lockfile.ts'
import { findSins, sins } from './sins.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const read = (path: string) => readFileSync(root + path, 'utf8')

/** What is in the repository or about to be: no build output, no data. */
const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\n')
  .filter((path) => path !== '' && existsSync(root + path))
const sources = files.filter((path) => /\.(tsx?|mjs)$/.test(path))

describe('the code', () => {
  const findings = sources.flatMap((path) => findSins(path, read(path)))

  it('is looked at', () => {
    expect(sources.filter((path) => path.startsWith('packages/engine/src/')).length).toBeGreaterThan(5)
  })

  it.each(sins)('has no $name', ({ name }) => {
    const found = findings.filter((finding) => finding.sin === name)
    expect(found.map(({ path, line, text }) => `${path}:${line} ${text}`)).toEqual([])
  })
})

describe('the search', () => {
  const places = ['packages/engine/src/decide.ts', 'apps/web/src/Line.tsx', 'packages/engine/src/decide.test.ts']

  it.each(sins)('sees $name', ({ name, sample }) => {
    const found = places.flatMap((path) => findSins(path, `const line = 1\n${sample}`))
    expect(found.filter((finding) => finding.sin === name)).toContainEqual(
      expect.objectContaining({ line: 2, text: sample }),
    )
  })

  it('lets comments talk about a sin, and tests use a clock', () => {
    expect(findSins('packages/engine/src/decide.ts', ' * Never calls Date.now().')).toEqual([])
    expect(findSins('packages/engine/src/decide.test.ts', 'const now = Date.now()')).toEqual([])
  })

  it.each([
    "import { decide } from './decide.ts'",
    "import './frame.css'",
    "import { z } from 'zod'",
    "export * from '../model/index.ts'",
    "const { measure } = await import('./figure.ts')",
  ])('accepts %s', (line) => {
    expect(findSins('packages/engine/src/decide.ts', line).filter(({ sin }) => sin.startsWith('a relative'))).toEqual(
      [],
    )
  })

  it.each(["import '.'", "export * from '..'", "import('./figure')", "import { a } from '../a.b'"])(
    'refuses %s',
    (line) => {
      expect(findSins('packages/model/src/a.ts', line).map(({ sin }) => sin)).toEqual([
        'a relative import without its extension',
      ])
    },
  )
})

describe('what we depend on', () => {
  it('has exact versions everywhere', () => {
    const manifests = files.filter((path) => /(^|\/)package\.json$/.test(path))
    expect(manifests.length).toBeGreaterThan(10)
    const loose = manifests.flatMap((path) =>
      looseVersions(JSON.parse(read(path)) as Manifest).map((each) => `${path}: ${each}`),
    )
    expect(loose).toEqual([])
  })

  it('has in the lockfile every platform package that it names', () => {
    expect(missingPlatformPackages(JSON.parse(read('package-lock.json')) as Lockfile)).toEqual([])
  })

  it('is seen to be loose', () => {
    expect(looseVersions({ dependencies: { a: '^1.2.3', b: '1.2.3' }, devDependencies: { c: 'latest' } })).toEqual([
      'a ^1.2.3',
      'c latest',
    ])
  })

  it('is seen to lack a platform package, wherever one may lie', () => {
    const packages = {
      'node_modules/turbo': { optionalDependencies: { '@turbo/linux-64': '1.0.0', '@turbo/darwin-64': '1.0.0' } },
      'node_modules/@turbo/linux-64': {},
      'node_modules/vite/node_modules/esbuild': { optionalDependencies: { '@esbuild/linux-x64': '1.0.0' } },
      'node_modules/vite/node_modules/@esbuild/linux-x64': {},
    }
    expect(missingPlatformPackages({ packages })).toEqual(['@turbo/darwin-64 (of node_modules/turbo)'])
  })
})
