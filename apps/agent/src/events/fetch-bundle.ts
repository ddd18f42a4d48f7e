/**
 * Gets the bundle's bytes from the server. Trouble with the network or a busy server is tried again for as long as the
 * event may take; wrong bytes and a clear no are not.
 */
import { createHash } from 'node:crypto'
import { renameSync, rmSync, statfsSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { messageOf } from '../durable-file.ts'
import type { EventContext } from './event-context.ts'
import { EventCut, EventFailure } from './event-failure.ts'
import { mismatch } from './verified-bundle.ts'
import { sizeText } from './words.ts'

const idleMs = 60_000
const firstPauseMs = 500
const longestPauseMs = 5_000
/** A connection that is back has a new ticket; one that is refused for so long will not be accepted. */
const refusalsAccepted = 5

/** Worth another attempt, like the `TypeError` that `fetch` throws for a broken connection. */
class Trouble extends Error {}

class TicketRefused extends Trouble {}

export async function fetchBundle(context: EventContext): Promise<void> {
  mustHaveRoom(context)
  const until = Date.now() + context.command.eventLimitSeconds * 1000
  let refusals = 0
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await fetchOnce(context)
    } catch (error) {
      rmSync(partialFile(context), { force: true })
      if (context.cut.aborted) throw new EventCut('DownloadBundle')
      if (!(error instanceof Trouble || error instanceof TypeError)) throw error
      if (error instanceof TicketRefused && (refusals += 1) > refusalsAccepted)
        throw new EventFailure(`The bundle could not be downloaded: ${error.message}.`)
      const pauseMs = Math.min(longestPauseMs, firstPauseMs * 2 ** Math.min(attempt, 10))
      if (Date.now() + pauseMs > until)
        throw new EventFailure(
          `The bundle could not be downloaded in ${context.command.eventLimitSeconds} seconds: ${reasonOf(error)}.`,
        )
      if (attempt < 3 || attempt % 10 === 0) context.output.say(`download failed (${reasonOf(error)}); trying again`)
      await pause(pauseMs, undefined, { signal: context.cut }).catch(() => undefined)
    }
  }
}

async function fetchOnce(context: EventContext): Promise<void> {
  const { command, folders } = context
  const access = context.ticket()
  if (access === undefined) throw new Trouble('no connection to the server')
  const idle = new AbortController()
  const watch = setTimeout(() => idle.abort(new Trouble('the server sent nothing for a minute')), idleMs)
  try {
    const response = await fetch(`${access.serverUrl}/agents/bundles/${command.bundle.sha256}`, {
      headers: { authorization: `Bearer ${access.ticket}` },
      redirect: 'error',
      signal: AbortSignal.any([context.cut, idle.signal]),
    })
    mustBeOk(response.status)
    await saveBody(response, context, () => watch.refresh())
    renameSync(partialFile(context), folders.bundleFile)
  } finally {
    clearTimeout(watch)
  }
}

function mustBeOk(status: number): void {
  if (status === 200) return
  if (status === 401 || status === 403) throw new TicketRefused(`the server answered ${status}`)
  if (status === 429 || status >= 500) throw new Trouble(`the server answered ${status}`)
  throw new EventFailure(
    status === 404
      ? 'The server no longer has the bundle of this revision.'
      : `The bundle could not be downloaded: the server answered ${status}.`,
  )
}

async function saveBody(response: Response, context: EventContext, heard: () => void): Promise<void> {
  const { sha256, size } = context.command.bundle
  const hash = createHash('sha256')
  let bytes = 0
  const file = await open(partialFile(context), 'w', 0o600)
  try {
    for await (const chunk of response.body ?? []) {
      heard()
      bytes += chunk.length
      if (bytes > size) throw new EventFailure(`The server sent more than the ${sizeText(size)} of the bundle.`)
      hash.update(chunk)
      await file.writeFile(chunk)
    }
  } finally {
    await file.close()
  }
  if (bytes < size) throw new Trouble(`the connection ended after ${sizeText(bytes)} of ${sizeText(size)}`)
  const found = hash.digest('hex')
  if (found !== sha256) throw mismatch(sha256, found)
}

/** Better said with numbers now than found out in the middle. */
function mustHaveRoom({ command, folders }: EventContext): void {
  const { bavail, bsize } = statfsSync(folders.deployment)
  const free = bavail * bsize
  if (free < command.bundle.size)
    throw new EventFailure(
      `The disk is full: the bundle needs ${sizeText(command.bundle.size)}, ${folders.deployment} has ${sizeText(free)} left.`,
    )
}

const partialFile = ({ folders }: EventContext): string => `${folders.bundleFile}.partial`

/** `fetch failed` says nothing; its cause does. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error
  return messageOf(cause) || 'the connection broke'
}
