/** Real bundles for tests: a tree written as an object, packed by the system's tar. */
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** Path to content; a script when it starts with `#!`, a link when it starts with `-> `. */
export type Tree = Record<string, string>

export function writeTree(folder: string, tree: Tree): void {
  for (const [path, content] of Object.entries(tree)) {
    const place = join(folder, path)
    mkdirSync(dirname(place), { recursive: true })
    if (content.startsWith('-> ')) symlinkSync(content.slice(3), place)
    else writeFileSync(place, content)
    if (content.startsWith('#!')) chmodSync(place, 0o755)
  }
}

export interface TestBundle {
  bytes: Buffer
  sha256: string
  size: number
}

export function packBundle(folder: string, tree: Tree): TestBundle {
  const source = join(folder, `source-${Math.random().toString(36).slice(2)}`)
  writeTree(source, tree)
  execFileSync('tar', ['-czf', `${source}.tgz`, '-C', source, '.'])
  const bytes = readFileSync(`${source}.tgz`)
  return { bytes, sha256: createHash('sha256').update(bytes).digest('hex'), size: bytes.length }
}

export interface Hook {
  location: string
  timeout?: number
  runas?: string
}

/** An AppSpec with the given destination for `files/` and the given hooks. */
export function appSpecText(destination: string | undefined, hooks: Record<string, Hook[]> = {}): string {
  const files = destination === undefined ? '' : `files:\n  - source: /files\n    destination: ${destination}\n`
  const lines = Object.entries(hooks).map(([event, scripts]) => `  ${event}:\n${scripts.map(hookText).join('')}`)
  return `version: 0.0\nos: linux\n${files}${lines.length > 0 ? `hooks:\n${lines.join('')}` : ''}`
}

function hookText({ location, timeout, runas }: Hook): string {
  const more = [
    timeout === undefined ? '' : `      timeout: ${timeout}\n`,
    runas === undefined ? '' : `      runas: ${runas}\n`,
  ]
  return `    - location: ${location}\n${more.join('')}`
}
