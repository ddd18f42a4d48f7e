import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const main = fileURLToPath(new URL('main.ts', import.meta.url))
const asked = (word: string) =>
  spawnSync(process.execPath, ['--import', 'tsx', main, word], { encoding: 'utf8', timeout: 60_000 })

describe('the command', () => {
  it('says its settings when asked for help, and starts nothing', () => {
    const { status, stdout } = asked('--help')
    expect(status).toBe(0)
    expect(stdout).toContain('SLUICE_DATA')
    expect(stdout).not.toContain('is running')
  })

  it('starts nothing for a word that it does not know', () => {
    const { status, stderr } = asked('--port=4600')
    expect([status, stderr.trim()]).toEqual([
      2,
      'There is no --port=4600: settings come from the environment. See --help.',
    ])
  })
})
