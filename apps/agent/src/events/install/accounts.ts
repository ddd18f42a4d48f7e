/** Names of users and groups to numbers, from whatever directory the host asks (files, LDAP, ...). */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { EventFailure } from '../event-failure.ts'

const run = promisify(execFile)

export async function userIdOf(name: string): Promise<number> {
  if (/^\d+$/.test(name)) return Number(name)
  const id = await numberFrom('id', ['-u', '--', name], (output) => output)
  if (id === undefined) throw new EventFailure(`There is no user ${JSON.stringify(name)} on this host.`)
  return id
}

export async function groupIdOf(name: string): Promise<number> {
  if (/^\d+$/.test(name)) return Number(name)
  const id = await numberFrom('getent', ['group', '--', name], (output) => output.split(':')[2])
  if (id === undefined) throw new EventFailure(`There is no group ${JSON.stringify(name)} on this host.`)
  return id
}

async function numberFrom(
  tool: string,
  words: readonly string[],
  pick: (output: string) => string | undefined,
): Promise<number | undefined> {
  try {
    const { stdout } = await run(tool, [...words])
    const text = pick(stdout.trim()) ?? ''
    return /^\d+$/.test(text) ? Number(text) : undefined
  } catch {
    return undefined
  }
}
