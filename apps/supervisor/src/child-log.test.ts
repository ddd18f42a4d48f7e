import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openChildLog } from './child-log.ts'

let folder: string
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'sluice-log-'))))
afterEach(() => rmSync(folder, { recursive: true }))

it('keeps one older part and never grows past its size', () => {
  const path = join(folder, 'bff.log')
  const log = openChildLog(path, 10)
  for (const line of ['first...\n', 'second..\n', 'third...\n']) log.write(Buffer.from(line))
  log.close()
  expect([readFileSync(`${path}.1`, 'utf8'), readFileSync(path, 'utf8')]).toEqual(['second..\n', 'third...\n'])
})

it('remembers the last lines of stderr, not those of stdout', () => {
  const log = openChildLog(join(folder, 'bff.log'))
  for (let line = 1; line <= 30; line++) log.writeError(Buffer.from(`line ${line}\n`))
  log.write(Buffer.from('chatter\n'))
  log.close()
  const lines = log.lastErrorLines().split('\n')
  expect([lines[0], lines.at(-1), lines.length]).toEqual(['line 11', 'line 30', 20])
})
