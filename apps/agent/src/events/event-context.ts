/** What one lifecycle event on this host works with. */
import type { HostCommand } from '@sluice/agent-link'
import type { RecordedProcess } from '../journal/recorded-process.ts'
import type { HostSettings } from '../settings.ts'
import type { DeploymentFolders } from './deployment-folders.ts'
import type { EventOutput } from './event-output.ts'
import type { ScriptPipes } from './hooks/script-pipes.ts'

export interface EventContext {
  command: HostCommand
  host: HostSettings
  folders: DeploymentFolders
  output: EventOutput
  pipes: ScriptPipes
  /** Where bundles are; undefined while there is no connection. */
  ticket(): { serverUrl: string; ticket: string } | undefined
  /** Called before a script starts: it must not run before this has returned. */
  recordProcess(process: RecordedProcess): void
  /** Aborted when the agent is stopping and the time for what runs is over. */
  cut: AbortSignal
}
