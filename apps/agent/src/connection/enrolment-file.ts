/**
 * How a host that nobody sits in front of is enrolled: whoever provisions it leaves `enrolment.json` in the agent's
 * folder. A new file also replaces an identity that the server no longer accepts.
 */
import { rmSync } from 'node:fs'
import type { AgentLog } from '../agent-log.ts'
import { messageOf, readIfThere } from '../durable-file.ts'
import { paths } from '../settings.ts'
import { enrol, type Enrolment, EnrolmentRefused } from './enrol.ts'
import { type Identity, keysToEnrolWith, readIdentity, writeIdentity } from './identity.ts'

/** The identity to connect with right now, or undefined when there is none yet. Never throws for a server that is away. */
export async function takeIdentity(home: string, log: AgentLog): Promise<Identity | undefined> {
  const text = readIfThere(paths.enrolment(home))
  if (text !== undefined) await tryToEnrol(home, text, log)
  return readIdentity(home)
}

async function tryToEnrol(home: string, text: string, log: AgentLog): Promise<void> {
  try {
    const identity = await enrol(enrolmentOf(text), keysToEnrolWith(home))
    writeIdentity(home, identity)
    removeIfUnchanged(home, text)
    log.info({ instanceName: identity.instanceName, server: identity.serverUrl }, 'enrolled')
  } catch (error) {
    log.error({ reason: messageOf(error) }, 'could not enrol')
    if (error instanceof EnrolmentRefused) removeIfUnchanged(home, text)
  }
}

/** A token that was spent or refused is of no use any more; a file that was written meanwhile is, and is read at the next connection. */
function removeIfUnchanged(home: string, text: string): void {
  if (readIfThere(paths.enrolment(home)) === text) rmSync(paths.enrolment(home), { force: true })
}

function enrolmentOf(text: string): Enrolment {
  const value = readJson(text)
  const { server, token, name, tags } = value
  if (typeof server !== 'string' || typeof token !== 'string' || typeof name !== 'string')
    throw new Error('enrolment.json needs server, token and name')
  return { server, token, name, tags: Array.isArray(tags) ? tags : [] }
}

/** Half a file, because it is being written, is no reason to give up. */
function readJson(text: string): Partial<Record<keyof Enrolment, unknown>> {
  const value: unknown = JSON.parse(text)
  return typeof value === 'object' && value !== null ? value : {}
}
