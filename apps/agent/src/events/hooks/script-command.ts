/** The words that start a script: itself, or through `su` and `sudo` when the AppSpec names another user. */
import type { HookScript } from '@sluice/appspec'
import { userIdOf } from '../install/accounts.ts'
import { EventFailure } from '../event-failure.ts'

export interface ScriptCommand {
  words: string[]
  isSu: boolean
}

export async function scriptCommand(path: string, script: HookScript): Promise<ScriptCommand> {
  const { runas, sudo = false } = script
  const prefix = sudo ? ['sudo', '-n', '-E'] : []
  if (runas === undefined) return { words: [...prefix, path], isSu: sudo }
  const uid = await userIdOf(runas)
  if (uid === process.getuid?.()) return { words: [...prefix, path], isSu: sudo }
  if (process.getuid?.() !== 0 && !sudo) throw notRoot(script.location, runas)
  // A shell is named because many a service account has none that would run anything.
  return { words: [...prefix, 'su', '-s', '/bin/sh', '-c', quoted(path), runas], isSu: true }
}

const quoted = (path: string): string => `'${path.replaceAll("'", `'\\''`)}'`

function notRoot(location: string, runas: string): EventFailure {
  const message = `Script at specified location: ${location} cannot run as ${runas}: the agent does not run as root on this host.`
  return new EventFailure(message, { scriptName: location })
}
