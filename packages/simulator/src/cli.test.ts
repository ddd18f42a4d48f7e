import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('../../..', import.meta.url))

function simulate(...words: string[]) {
  const { status, stdout } = spawnSync(
    process.execPath,
    ['--import', 'tsx', 'packages/simulator/src/cli.ts', ...words],
    {
      cwd: root,
      encoding: 'utf8',
    },
  )
  return { status, said: stdout }
}

describe('npm run simulate', { timeout: 120_000 }, () => {
  it('runs the seeds that are asked for, each once, and says how many held', () => {
    const { status, said } = simulate('--from', '5', '--seeds', '7')
    expect(said).toMatch(/^7 seeds, \d+ facts, 0 broken, in /m)
    expect(status).toBe(0)
  })

  it.each(['--seeds many', '--seed 0', '17'])('refuses %s in a sentence', (words) => {
    const { status, said } = simulate(...words.split(' '))
    expect(said).toContain('Seeds are whole numbers, 1 or more')
    expect(status).toBe(1)
  })
})
