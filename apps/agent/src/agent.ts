/** The running agent: journal, spool, commands and link put together, from the start of the process to its end. */
import type { AgentServerFrame, HostCommand } from '@sluice/agent-link'
import { assertNever } from '@sluice/model'
import { existsSync, mkdirSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import type { AgentLog } from './agent-log.ts'
import { takeIdentity } from './connection/enrolment-file.ts'
import { openServerLink, type ServerLink } from './connection/server-link.ts'
import { deploymentFolders } from './events/deployment-folders.ts'
import { openEventOutput } from './events/event-output.ts'
import { scriptPipes } from './events/hooks/script-pipes.ts'
import { runEvent } from './events/run-event.ts'
import { type HostCommands, hostCommands } from './host-commands/host-commands.ts'
import { recoverInterrupted } from './host-commands/recover.ts'
import { openJournal } from './journal/journal.ts'
import type { EventResult } from './journal/journal-entry.ts'
import { runBootScripts } from './local-host.ts'
import { type HostSettings, paths } from './settings.ts'
import { openSpool, type Spool } from './spool/spool.ts'

/** What runs at a stop gets this long to end by itself. */
const stopGraceMs = 3_000

export interface Agent {
  stop(): Promise<void>
}

export async function startAgent(host: HostSettings, log: AgentLog): Promise<Agent> {
  mkdirSync(host.home, { recursive: true, mode: 0o755 })
  const journal = openJournal(paths.journal(host.home), log)
  await recoverInterrupted(journal, log)
  await runBootScripts(host, log)
  const cut = new AbortController()
  const pipes = scriptPipes(paths.pipes(host.home))

  const spool: Spool = openSpool({ folder: paths.spool(host.home), send: (frame) => link.send(frame) })
  const commands: HostCommands = hostCommands({ journal, send: (frame) => link.send(frame), run, log })
  const link: ServerLink = openServerLink(
    {
      takeIdentity: () => takeIdentity(host.home, log),
      hasNews: () => existsSync(paths.enrolment(host.home)),
      log,
    },
    {
      journalIds: commands.ids,
      connected(welcome, identity) {
        spool.connected()
        commands.connected(identity, welcome.at)
      },
      received: (frame) => receive(frame, commands, spool),
    },
  )

  function run(command: HostCommand): Promise<EventResult> {
    const folders = deploymentFolders(host.home, command)
    return runEvent({
      command,
      host,
      folders,
      output: openEventOutput(command.event, spool.logOf(command.id), folders.scriptsLog),
      pipes,
      ticket: () => link.ticket(),
      recordProcess: (process) => journal.write({ type: 'process', at: Date.now(), id: command.id, process }),
      cut: cut.signal,
    })
  }

  return {
    async stop() {
      const over = new AbortController()
      const ended = commands.stop().finally(() => over.abort())
      await pause(stopGraceMs, undefined, { signal: over.signal }).catch(() => undefined)
      cut.abort()
      await ended
      await link.stop()
      spool.close()
      journal.close()
      pipes.remove()
    },
  }
}

function receive(frame: AgentServerFrame, commands: HostCommands, spool: Spool): void {
  switch (frame.type) {
    case 'offer':
      return commands.offered(frame.command)
    case 'grant':
      return commands.granted(frame.commandId)
    case 'drop':
      return commands.dropped(frame.commandId)
    case 'forget':
      return commands.forgotten(frame.commandId)
    case 'logStored':
      return spool.stored(frame.commandId, frame.upTo)
    case 'challenge':
    case 'welcome':
    case 'heartbeat':
      return
    default:
      assertNever(frame, 'frame')
  }
}
