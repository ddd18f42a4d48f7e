/** What a script's end is called: CodeDeploy's codes and sentences, and what to do about it. */
import type { HookScript } from '@sluice/appspec'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import type { GroupMember } from '../../journal/recorded-process.ts'
import { EventFailure, outputsLeftOpenCode } from '../event-failure.ts'
import type { ScriptExit } from './started-script.ts'

export async function scriptFailed(archive: string, script: HookScript, exit: ScriptExit): Promise<EventFailure> {
  const { location, runas } = script
  const as = runas === undefined ? '' : ` run as user ${runas}`
  const how = exit.signal === null ? `failed with exit code ${exit.code}` : `was ended by ${exit.signal}`
  const hint = exit.code === 126 || exit.code === 127 ? await firstLineHint(join(archive, location)) : ''
  return new EventFailure(`Script at specified location: ${location}${as} ${how}${hint}`, {
    errorCode: 'ScriptFailed',
    scriptName: location,
    exitCode: exit.code,
  })
}

export function scriptTimedOut(location: string, limitSeconds: number, signal: 'TERM' | 'KILL'): EventFailure {
  const killed = signal === 'KILL' ? ' It did not end on TERM and was killed.' : ' It was ended with TERM.'
  const message = `Script at specified location: ${location} failed to complete in ${limitSeconds} seconds.${killed}`
  return new EventFailure(message, { errorCode: 'ScriptTimedOut', scriptName: location })
}

const advice = 'Start what shall stay with its outputs closed: command >/dev/null 2>&1 </dev/null &'

export function heldOutputs(location: string, holders: readonly GroupMember[]): string {
  return `${location} has ended, but ${namesOf(holders)} still holds its outputs; the event waits for that. ${advice}`
}

export function outputsLeftOpen(
  location: string,
  exit: ScriptExit,
  holders: readonly GroupMember[],
  limitSeconds: number,
): EventFailure {
  const message = `Script at specified location: ${location} ended with exit code ${exit.code}, but ${namesOf(holders)} held its outputs open until the ${limitSeconds} seconds were over (code ${outputsLeftOpenCode}), and was ended. ${advice}`
  return new EventFailure(message, { scriptName: location, exitCode: exit.code })
}

function namesOf(holders: readonly GroupMember[]): string {
  if (holders.length === 0) return 'a process that it started'
  return holders
    .slice(0, 5)
    .map(({ name, pid }) => `${name} (pid ${pid})`)
    .join(', ')
}

/** 126 and 127 are most often the first line: no interpreter, or a carriage return behind it. */
async function firstLineHint(path: string): Promise<string> {
  const start = await readStart(path)
  const [line = ''] = start.split('\n')
  if (!line.startsWith('#!')) return ''
  if (line.endsWith('\r')) return ': its first line ends with a carriage return; save the script with Unix line ends'
  return `: is its interpreter on this host? Its first line is ${line.slice(0, 100)}`
}

async function readStart(path: string): Promise<string> {
  try {
    const file = await open(path, 'r')
    const { buffer, bytesRead } = await file.read(Buffer.alloc(256), 0, 256, 0).finally(() => file.close())
    return buffer.toString('utf8', 0, bytesRead)
  } catch {
    return ''
  }
}
