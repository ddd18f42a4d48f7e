import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
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

it.runIf(existsSync('/dev/full'))('outlives a full disk, and says later how much is missing', () => {
  const path = join(folder, 'bff.log')
  symlinkSync('/dev/full', path)
  const log = openChildLog(path)
  log.write(Buffer.from('lost\n'))
  log.writeError(Buffer.from('lost too\n'))
  rmSync(path)
  for (const line of ['kept\n', 'kept too\n']) log.write(Buffer.from(line))
  log.close()
  expect(readFileSync(path, 'utf8')).toBe('(14 bytes are missing here: they could not be written)\nkept\nkept too\n')
  expect(log.lastErrorLines()).toBe('lost too')
})

it('outlives an older part that cannot be replaced, and a folder that cannot be written', () => {
  const path = join(folder, 'bff.log')
  mkdirSync(`${path}.1`)
  writeFileSync(join(`${path}.1`, 'in the way'), '')
  const log = openChildLog(path, 10)
  for (const line of ['first...\n', 'second..\n']) log.write(Buffer.from(line))
  rmSync(`${path}.1`, { recursive: true })
  log.write(Buffer.from('third...\n'))
  log.close()
  expect(readFileSync(`${path}.1`, 'utf8')).toBe('first...\n')
  expect(readFileSync(path, 'utf8')).toMatch(/^\(9 bytes are missing .*\nthird\.\.\.\n$/)
  expect(() => openChildLog(join(folder, 'nowhere', 'bff.log')).write(Buffer.from('lost\n'))).not.toThrow()
})
