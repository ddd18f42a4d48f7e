/**
 * The agent ended while events ran. They are not run again, and nothing of them goes on running unseen: what is left of
 * their scripts is ended, and the server is told (CodeDeploy's code 7). Source: facts 9.3.
 */
import type { AgentLog } from '../agent-log.ts'
import { endedByRestartCode } from '../events/event-failure.ts'
import { endGroups } from '../events/hooks/end-script.ts'
import type { JournalEntry } from '../journal/journal-entry.ts'
import type { Journal } from '../journal/journal.ts'
import { leftOf, type RecordedProcess } from '../journal/recorded-process.ts'

const graceMs = 1_000

export async function recoverInterrupted(journal: Journal, log: AgentLog): Promise<void> {
  for (const entry of journal.all()) if (entry.state === 'running') await recover(entry, journal, log)
}

async function recover(
  { command, process }: Extract<JournalEntry, { state: 'running' }>,
  journal: Journal,
  log: AgentLog,
): Promise<void> {
  const left = process === undefined ? [] : await endWhatIsLeft(process)
  const ended = left.length > 0 ? ` What its script had left running has been ended: ${left.join(', ')}.` : ''
  const message = `The agent on this host ended while ${command.event} ran, and has started again (code ${endedByRestartCode}). The event may have run in part.${ended}`
  log.warn({ commandId: command.id, ended: left }, 'an event was interrupted')
  const diagnostics = { errorCode: 'UnknownError', scriptName: '', message, logTail: '' } as const
  journal.write({ type: 'done', at: Date.now(), id: command.id, result: { status: 'Failed', diagnostics } })
}

/** Answers their names. */
async function endWhatIsLeft(process: RecordedProcess): Promise<string[]> {
  const left = leftOf(process)
  if (left.length > 0) await endGroups(process, graceMs)
  return left.map(({ pid, name }) => `${name} (process ${pid})`)
}
