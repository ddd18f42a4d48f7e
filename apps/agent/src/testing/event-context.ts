/** One lifecycle event on a host that is only a folder: what it says is kept instead of sent. */
import type { HostCommand, HostLogLine } from '@sluice/agent-link'
import type { LifecycleEventName } from '@sluice/model'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { deploymentFolders } from '../events/deployment-folders.ts'
import type { EventContext } from '../events/event-context.ts'
import { openEventOutput } from '../events/event-output.ts'
import { scriptPipes } from '../events/hooks/script-pipes.ts'
import type { RecordedProcess } from '../journal/recorded-process.ts'
import { readHostSettings } from '../settings.ts'
import { hostCommand } from './host-command.ts'

export interface TestContext extends EventContext {
  lines: HostLogLine[]
  processes: RecordedProcess[]
  /** The agent's own words. */
  said(): string[]
  /** What scripts printed, as `stdout: text`. */
  printed(): string[]
  cutNow(): void
}

/** The host is `<folder>/root`, the agent's home `<folder>/home`. */
export function eventContext(
  folder: string,
  event: LifecycleEventName,
  more: Partial<HostCommand> = {},
  environment: Record<string, string> = {},
): TestContext {
  const variables = { PATH: process.env['PATH'], SLUICE_HOST_ROOT: join(folder, 'root'), ...environment }
  const host = readHostSettings(join(folder, 'home'), variables)
  mkdirSync(host.home, { recursive: true })
  const command = hostCommand(event, more)
  const folders = deploymentFolders(host.home, command)
  const lines: HostLogLine[] = []
  const processes: RecordedProcess[] = []
  const cut = new AbortController()
  const log = { write: (line: HostLogLine) => void lines.push(line), flush: () => undefined, finish: () => undefined }
  return {
    command,
    host,
    folders,
    output: openEventOutput(event, log, folders.scriptsLog),
    pipes: scriptPipes(join(host.home, 'pipes')),
    ticket: () => undefined,
    recordProcess: (process) => void processes.push(process),
    cut: cut.signal,
    lines,
    processes,
    said: () => lines.filter(({ stream }) => stream === 'agent').map(({ text }) => text),
    printed: () => lines.filter(({ stream }) => stream !== 'agent').map(({ stream, text }) => `${stream}: ${text}`),
    cutNow: () => cut.abort(),
  }
}
