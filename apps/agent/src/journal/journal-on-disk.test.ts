/** The order of what happens to the disk and of what is done on the strength of it. `node:fs` is watched, not replaced. */
import { makeKeyPair, signCommand } from '@sluice/agent-link'
import { join } from 'node:path'
import { setImmediate as turn } from 'node:timers/promises'
import { expect, it, vi } from 'vitest'
import { hostCommands } from '../host-commands/host-commands.ts'
import { hostCommand } from '../testing/host-command.ts'
import { silentLog } from '../testing/silent-log.ts'
import { tempFolders } from '../testing/temp-folder.ts'
import { openJournal } from './journal.ts'

const { happened } = vi.hoisted(() => ({ happened: [] as string[] }))

vi.mock(import('node:fs'), async (original) => {
  const fs = await original()
  return {
    ...fs,
    appendFileSync: (...given: Parameters<typeof fs.appendFileSync>) => {
      happened.push((JSON.parse(String(given[1])) as { type: string }).type)
      fs.appendFileSync(...given)
    },
    fdatasyncSync: (file: number) => {
      happened.push('on the disk')
      fs.fdatasyncSync(file)
    },
  }
})

const newFolder = tempFolders()

it('a record is on the disk before the agent asks, starts or reports', async () => {
  const keys = makeKeyPair()
  const command = hostCommand('ApplicationStop')
  const journal = openJournal(join(newFolder(), 'commands.jsonl'), silentLog)
  const commands = hostCommands({
    journal,
    send: ({ type }) => happened.push(`send ${type}`) > 0,
    async run({ id }) {
      const process = { pid: 4242, startTime: '77', bootId: 'boot', isSu: false }
      journal.write({ type: 'process', at: Date.now(), id, process })
      happened.push('run')
      const diagnostics = { errorCode: 'Success', scriptName: '', message: '', logTail: '' } as const
      return Promise.resolve({ status: 'Succeeded', diagnostics })
    },
    log: silentLog,
  })
  const identity = { ...keys, serverUrl: '', accountId: command.accountId, instanceName: command.instanceName }
  commands.connected({ ...identity, serverPublicKey: keys.publicKey }, Date.now())
  commands.offered(signCommand(command, keys.privateKey))
  commands.granted(command.id)
  await turn()
  journal.close()
  expect(happened).toEqual([
    ...['willRun', 'on the disk', 'send ask'],
    ...['granted', 'on the disk', 'process', 'on the disk', 'run'],
    ...['done', 'on the disk', 'send done'],
  ])
})
