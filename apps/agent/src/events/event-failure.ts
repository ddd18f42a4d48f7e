/**
 * A lifecycle event that went wrong. Inside this room it is thrown, because it may happen many calls deep; at the
 * room's only door, `run-event.ts`, it becomes the data that the deployment is told.
 */
import { limits, type Diagnostics } from '@sluice/model'
import type { EventResult } from '../journal/journal-entry.ts'

/** CodeDeploy's numbers that have no name in its API; they are told as `UnknownError` with a sentence. */
export const outputsLeftOpenCode = 6
export const endedByRestartCode = 7

export class EventFailure extends Error {
  readonly diagnostics: Omit<Diagnostics, 'logTail'>
  constructor(message: string, more: Partial<Pick<Diagnostics, 'errorCode' | 'scriptName' | 'exitCode'>> = {}) {
    super(message)
    this.name = 'EventFailure'
    const scriptName = (more.scriptName ?? '').slice(0, 1024)
    this.diagnostics = {
      errorCode: 'UnknownError',
      ...more,
      scriptName,
      message: message.slice(0, limits.diagnosticsCharacters),
    }
  }
}

/** The agent is being stopped and the time for what runs is over. */
export class EventCut extends EventFailure {
  constructor(event: string, scriptName = '') {
    super(
      `The agent was stopped while ${event} ran; it was ended and may have run in part (code ${endedByRestartCode}).`,
      { scriptName },
    )
  }
}

export function failed(diagnostics: Omit<Diagnostics, 'logTail'>, logTail: string): EventResult {
  return { status: 'Failed', diagnostics: { ...diagnostics, logTail } }
}

export function succeeded(logTail: string): EventResult {
  return { status: 'Succeeded', diagnostics: { errorCode: 'Success', scriptName: '', message: 'Succeeded', logTail } }
}
