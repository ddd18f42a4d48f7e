import { appendFileSync, closeSync, mkdirSync, openSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { hostCommand } from '../testing/host-command.ts'
import { silentLog } from '../testing/silent-log.ts'
import { tempFolders } from '../testing/temp-folder.ts'
import type { EventResult } from './journal-entry.ts'
import { type Journal, openJournal } from './journal.ts'

const newFolder = tempFolders()
const command = hostCommand('Install')
const { id } = command
const process = { pid: 4242, startTime: '77', bootId: 'boot', isSu: false }
const result: EventResult = {
  status: 'Failed',
  diagnostics: { errorCode: 'ScriptFailed', scriptName: 'a.sh', message: 'no', logTail: 'line\nline', exitCode: 3 },
}
let path: string

beforeEach(() => {
  path = join(newFolder(), 'journal', 'commands.jsonl')
})

/** What another life of the agent finds. */
function reopened() {
  const journal = openJournal(path, silentLog)
  const entries = journal.all()
  journal.close()
  return entries
}

describe('the journal', () => {
  it('knows every state of a command again after a restart', () => {
    const journal = openJournal(path, silentLog)
    journal.write({ type: 'willRun', at: 1, command })
    expect(reopened()).toEqual([{ state: 'asked', command }])
    journal.write({ type: 'granted', at: 2, id })
    expect(journal.get(id)).toEqual({ state: 'running', command })
    journal.close()

    const second = openJournal(path, silentLog)
    second.write({ type: 'willRun', at: 1, command })
    second.write({ type: 'granted', at: 2, id })
    second.write({ type: 'process', at: 3, id, process })
    second.close()
    expect(reopened()).toEqual([{ state: 'running', command, process }])

    const third = openJournal(path, silentLog)
    third.write({ type: 'done', at: 4, id, result })
    third.close()
    expect(reopened()).toEqual([{ state: 'done', command, result }])

    const fourth = openJournal(path, silentLog)
    fourth.write({ type: 'forgotten', at: 5, id })
    fourth.close()
    expect(reopened()).toEqual([])
  })

  it('ignores a line that was not written to its end', () => {
    const journal = openJournal(path, silentLog)
    journal.write({ type: 'willRun', at: 1, command })
    journal.close()
    appendFileSync(path, '{"type":"done","at":4,"id":"d-ABC')
    expect(reopened()).toEqual([{ state: 'asked', command }])
  })

  it('keeps the last refusals for whoever asks why (A6)', () => {
    const journal = openJournal(path, silentLog)
    for (let index = 0; index < 60; index += 1)
      journal.write({ type: 'refused', at: index, id: `${index}`, reason: 'the command has expired' })
    journal.close()
    expect(reopened()).toEqual([])
    const lines = readFileSync(path, 'utf8').trim().split('\n')
    expect(lines).toHaveLength(50)
    expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ type: 'refused', id: '59' })
  })

  it('does not grow for ever, and is nobody else’s to read', () => {
    const journal = openJournal(path, silentLog)
    const text = 'x'.repeat(4096)
    for (let index = 0; index < 700; index += 1) {
      journal.write({ type: 'willRun', at: 1, command })
      const diagnostics = { ...result.diagnostics, message: text, logTail: text }
      journal.write({ type: 'done', at: 1, id, result: { status: 'Failed', diagnostics } })
      journal.write({ type: 'forgotten', at: 1, id })
    }
    expect(statSync(path).size).toBeLessThan(4.1 * 1024 * 1024)
    expect(statSync(path).mode & 0o777).toBe(0o600)
    expect(journal.all()).toEqual([])
    journal.close()
  })

  it('goes on when there is no room to write it anew, and never in a file of somebody else', () => {
    const complaints: string[] = []
    const journal = openJournal(path, { error: (_details, message) => void complaints.push(message) })
    mkdirSync(`${path}.new`)
    growTo(journal, 4 * 1024 * 1024)
    const stranger = openSync(join(path, '../stranger'), 'w')
    journal.write({ type: 'willRun', at: 1, command })
    closeSync(stranger)
    expect(complaints).toEqual([expect.stringContaining('cannot be made smaller')])
    expect(readFileSync(join(path, '../stranger'), 'utf8')).toBe('')
    rmSync(`${path}.new`, { recursive: true })
    expect(reopened()).toEqual([{ state: 'asked', command }])
    journal.close()
  })

  it('is written anew later when it could not be at first', () => {
    const journal = openJournal(path, silentLog)
    mkdirSync(`${path}.new`)
    growTo(journal, 4 * 1024 * 1024)
    rmSync(`${path}.new`, { recursive: true })
    growTo(journal, 4 * 1024 * 1024 + 256 * 1024 - 8192)
    journal.write({ type: 'refused', at: 1, id, reason: 'x'.repeat(16_384) })
    expect(statSync(path).size).toBeLessThan(2 * 1024 * 1024)
    journal.write({ type: 'willRun', at: 1, command })
    journal.close()
    expect(reopened()).toEqual([{ state: 'asked', command }])
  })
})

function growTo(journal: Journal, bytes: number): void {
  while (statSync(path).size < bytes) journal.write({ type: 'refused', at: 1, id, reason: 'x'.repeat(8192) })
}
