/** What becomes of a command when the disk, the clock or a stop is in its way: real journal, real signatures. */
import { type AgentFrame, type HostCommand, makeKeyPair, signCommand } from '@sluice/agent-link'
import { copyFileSync } from 'node:fs'
import { setImmediate as turn } from 'node:timers/promises'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import type { EventResult, JournalRecord } from '../journal/journal-entry.ts'
import { type Journal, openJournal } from '../journal/journal.ts'
import { hostCommand } from '../testing/host-command.ts'
import { silentLog } from '../testing/silent-log.ts'
import { tempFolders } from '../testing/temp-folder.ts'
import { type HostCommands, hostCommands } from './host-commands.ts'

const newFolder = tempFolders()
const keys = makeKeyPair()
const identity = {
  ...keys,
  serverUrl: 'http://127.0.0.1',
  accountId: '000000000001',
  instanceName: 'web-1',
  serverPublicKey: keys.publicKey,
}
const result: EventResult = {
  status: 'Succeeded',
  diagnostics: { errorCode: 'Success', scriptName: '', message: 'went well', logTail: '' },
}

let path: string
let journal: Journal
/** Kinds of records for which the disk has no room. */
let noRoomFor: JournalRecord['type'][]
let sent: AgentFrame[]
let ran: string[]
let commands: HostCommands

beforeEach(() => {
  path = join(newFolder(), 'commands.jsonl')
  const onDisk = openJournal(path, silentLog)
  noRoomFor = []
  sent = []
  ran = []
  journal = {
    ...onDisk,
    write(record) {
      if (noRoomFor.includes(record.type)) throw new Error('ENOSPC: no space left on device')
      onDisk.write(record)
    },
  }
  commands = start()
})

function start(): HostCommands {
  const started = hostCommands({
    journal,
    send: (frame) => sent.push(frame) > 0,
    run: (command) => {
      ran.push(command.id)
      return Promise.resolve(result)
    },
    log: silentLog,
  })
  started.connected(identity, Date.now())
  return started
}

const command = hostCommand('ApplicationStop')
const { id } = command
const offer = (one: HostCommand = command) => commands.offered(signCommand(one, keys.privateKey))
const typesSent = () => sent.map(({ type }) => type)

/** What the next life of the agent would find. */
function statesOnDisk(): string[] {
  copyFileSync(path, `${path}.copy`)
  const again = openJournal(`${path}.copy`, silentLog)
  again.close()
  return again.all().map(({ state }) => state)
}

describe('a result that the journal cannot take', () => {
  beforeEach(async () => {
    noRoomFor = ['done']
    offer()
    commands.granted(id)
    await turn()
  })

  it('is reported all the same', () => {
    expect([typesSent(), statesOnDisk()]).toEqual([['ask', 'done'], ['running']])
  })

  it('is reported again when the server asks or offers again, and nothing runs twice', () => {
    for (const again of [() => offer(), () => commands.granted(id), () => commands.connected(identity, Date.now())]) {
      sent = []
      again()
      expect(sent).toEqual([{ type: 'done', commandId: id, ...result }])
    }
    expect(ran).toEqual([id])
  })

  it('is written at the next connect', () => {
    noRoomFor = []
    commands.connected(identity, Date.now())
    expect(statesOnDisk()).toEqual(['done'])
  })

  it('is written at the stop', async () => {
    noRoomFor = []
    await commands.stop()
    expect(statesOnDisk()).toEqual(['done'])
  })

  it('is forgotten with its command', () => {
    noRoomFor = []
    sent = []
    commands.dropped(id)
    commands.connected(identity, Date.now())
    expect([sent, commands.ids()]).toEqual([[], []])
  })
})

describe('a command', () => {
  it('whose grant cannot be written does not run, and its failure is not asked for again', async () => {
    offer()
    noRoomFor = ['granted', 'done']
    commands.granted(id)
    await turn()
    commands.granted(id)
    commands.connected(identity, Date.now())
    await turn()
    expect([ran, typesSent()]).toEqual([[], ['ask', 'done', 'done', 'done']])
    expect(sent.at(-1)).toMatchObject({ status: 'Failed', diagnostics: { message: expect.stringContaining('ENOSPC') } })
  })

  it('that expired before it was granted does not run', async () => {
    const short = hostCommand('ApplicationStop', { expiresAt: Date.now() - 1 })
    journal.write({ type: 'willRun', at: Date.now(), command: short })
    commands.granted(id)
    await turn()
    expect(ran).toEqual([])
    const message = 'The command had expired when it was granted; nothing ran.'
    expect(sent).toEqual([
      expect.objectContaining({ type: 'done', status: 'Failed', diagnostics: expect.objectContaining({ message }) }),
    ])
  })

  it('that is offered or granted at a stop starts nothing, and the next life asks for it again', async () => {
    offer()
    const stopped = commands.stop()
    commands.granted(id)
    offer(hostCommand('ApplicationStop', { deploymentId: 'd-OTHER0001', id: 'd-OTHER0001/web-1/ApplicationStop/1' }))
    await stopped
    expect([ran, typesSent(), statesOnDisk()]).toEqual([[], ['ask'], ['asked']])
    commands = start()
    expect(typesSent()).toEqual(['ask', 'ask'])
  })

  it('that runs is not forgotten, whatever the server says', async () => {
    offer()
    commands.granted(id)
    commands.dropped(id)
    commands.forgotten(id)
    expect(commands.ids()).toEqual([id])
    await turn()
    expect(typesSent()).toEqual(['ask', 'done'])
  })
})
