import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { startOf, takeLock } from './lock-file.mjs'

let folder: string
let path: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sluice-lock-'))
  path = join(folder, 'lock')
})
afterEach(() => rmSync(folder, { recursive: true }))

it('is free, then held by its taker, then free again', () => {
  const first = takeLock(path)
  expect(first).toMatchObject({ taken: true, tookOver: false })
  expect(takeLock(path)).toMatchObject({ taken: false, holder: { pid: process.pid } })
  if (first.taken) first.release()
  expect(takeLock(path)).toMatchObject({ taken: true, tookOver: false })
  expect(readdirSync(folder)).toEqual(['lock'])
})

it('is taken over from a holder that is gone', () => {
  const gone = spawnSync('true')
  writeFileSync(path, JSON.stringify({ pid: gone.pid, startedAt: 'once' }))
  expect(takeLock(path)).toMatchObject({ taken: true, tookOver: true })
  expect(readdirSync(folder)).toEqual(['lock'])
})

it('is taken over from a holder whose pid belongs to somebody else now', () => {
  writeFileSync(path, JSON.stringify({ pid: process.pid, startedAt: 'long ago' }))
  expect(takeLock(path)).toMatchObject({ taken: true, tookOver: true })
})

it('is taken over when its file was cut short by a power loss', () => {
  writeFileSync(path, '')
  expect(takeLock(path)).toMatchObject({ taken: true, tookOver: true })
})

it('goes to one of many that find a dead holder at once', async () => {
  writeFileSync(path, JSON.stringify({ pid: 0, startedAt: '' }))
  const lock = JSON.stringify(new URL('lock-file.mjs', import.meta.url).href)
  const taker = `const { takeLock } = await import(${lock})
    console.log(takeLock(${JSON.stringify(path)}).taken); setTimeout(() => {}, 60_000)`
  const takers = Array.from({ length: 4 }, () => spawn(process.execPath, ['--input-type=module', '-e', taker]))
  const answers = takers.map(
    (each) =>
      new Promise<string>((resolve) => each.stdout.once('data', (word: Buffer) => resolve(word.toString().trim()))),
  )
  expect((await Promise.all(answers)).toSorted()).toEqual(['false', 'false', 'false', 'true'])
  for (const each of takers) each.kill('SIGKILL')
})

it('tells two lives of one pid apart, and knows when a process is gone', () => {
  expect(startOf(process.pid)).toBe(startOf(process.pid))
  expect(startOf(process.pid)).not.toBe(startOf(process.ppid))
  expect(startOf(spawnSync('true').pid)).toBeUndefined()
})
