/** A script of a bundle, ready to be started: inside the bundle (A9), a file, and executable. */
import { pathInBundle } from '@sluice/appspec'
import { resolveInBundle } from '@sluice/bundle'
import { chmod, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { EventFailure } from '../event-failure.ts'

export async function findScript(archive: string, location: string): Promise<string> {
  const found = await resolveInBundle(archive, location)
  if (found.status === 'outside')
    throw new EventFailure(`Script at specified location: ${location} leads out of the bundle.`, {
      scriptName: location,
    })
  if (found.status === 'missing' || !(await stat(found.path)).isFile()) throw missing(archive, location)
  await makeExecutable(found.path, location)
  return join(archive, pathInBundle(location) ?? '')
}

async function makeExecutable(path: string, location: string): Promise<void> {
  const { mode } = await stat(path)
  if ((mode & 0o111) === 0o111) return
  try {
    await chmod(path, (mode & 0o7777) | 0o111)
  } catch {
    if ((mode & 0o100) === 0) throw notExecutable(location)
  }
}

function missing(archive: string, location: string): EventFailure {
  const message = `Script does not exist at specified location: ${join(archive, location)}`
  return new EventFailure(message, { errorCode: 'ScriptMissing', scriptName: location })
}

function notExecutable(location: string): EventFailure {
  const message = `Script at specified location: ${location} is not executable. Trying to make it executable failed.`
  return new EventFailure(message, { errorCode: 'ScriptNotExecutable', scriptName: location })
}
