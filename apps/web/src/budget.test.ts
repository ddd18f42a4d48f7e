/** The size budgets of the dashboard, judged on the built files. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'

const dist = join(import.meta.dirname, '..', 'dist')
const manifestPath = join(dist, '.vite', 'manifest.json')
const isBuilt = existsSync(manifestPath)

interface Chunk {
  file: string
  imports?: string[]
  css?: string[]
}

const kilobytes = (file: string): number => gzipSync(readFileSync(join(dist, file))).length / 1024

/** A chunk and everything that must be there before it runs. */
function needed(manifest: Record<string, Chunk>, names: readonly string[], seen = new Set<string>()): Set<string> {
  for (const name of names) {
    if (seen.has(name)) continue
    seen.add(name)
    needed(manifest, manifest[name]?.imports ?? [], seen)
  }
  return seen
}

describe.skipIf(!isBuilt)('size of the built dashboard (skipped: apps/web is not built)', () => {
  const manifest = isBuilt ? (JSON.parse(readFileSync(manifestPath, 'utf8')) as Record<string, Chunk>) : {}
  const javascript = (names: Iterable<string>) =>
    [...names].map((name) => kilobytes(manifest[name]?.file ?? '')).reduce((a, b) => a + b, 0)
  const entry = 'index.html'
  const now = 'src/screens/now/NowScreen.tsx'
  const live = 'src/screens/deployment/DeploymentScreen.tsx'

  it('needs at most 190 KB of script (gzip) for the first useful screen', () => {
    expect(javascript(needed(manifest, [entry, now]))).toBeLessThanOrEqual(190)
  })

  it('adds at most 60 KB of script (gzip) for the live view', () => {
    const first = needed(manifest, [entry, now])
    const added = [...needed(manifest, [live])].filter((name) => !first.has(name))
    expect(javascript(added)).toBeLessThanOrEqual(60)
  })

  it('needs at most 20 KB of styles (gzip)', () => {
    const styles = new Set(Object.values(manifest).flatMap((chunk) => chunk.css ?? []))
    expect([...styles].map(kilobytes).reduce((a, b) => a + b, 0)).toBeLessThanOrEqual(20)
  })
})
