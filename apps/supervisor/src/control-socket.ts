/**
 * The supervisor's ear: one JSON object a line in, one out, on a unix socket that only our own user may open.
 * `{ verb: 'ensure' | 'stop', name }` and `{ verb: 'list' }`; the embedded provisioner speaks it.
 */
import { rmSync } from 'node:fs'
import { createServer, type Socket } from 'node:net'
import { basename, dirname } from 'node:path'
import { createInterface } from 'node:readline'
import type { ChildReport } from './supervised-child.ts'

export type Verbs = {
  ensure(name: string): Promise<ChildReport>
  stop(name: string): Promise<void>
  list(): ChildReport[]
}

/** The name is not one that the caller may start or stop; the message says why. */
export class RefusedVerb extends Error {}

type Say = (line: string) => void

export type Answer = { ok: true; children: ChildReport[] } | { ok: false; error: string }

/**
 * A unix socket's path holds about a hundred bytes, a data folder's may be longer: the socket is made by its relative
 * path, from its own folder, and this process's working folder is put back.
 */
export async function listenForVerbs(path: string, verbs: Verbs, say: Say): Promise<{ close(): void }> {
  rmSync(path, { force: true })
  const server = createServer((socket) => {
    converse(socket, verbs, say).catch((fault: unknown) => {
      say(`A conversation on the control socket broke off: ${messageOf(fault)}`)
      socket.destroy()
    })
  })
  const umask = process.umask(0o177)
  const workingFolder = process.cwd()
  process.chdir(dirname(path))
  try {
    await new Promise<void>((resolve, reject) => server.once('error', reject).listen(basename(path), resolve))
  } finally {
    process.chdir(workingFolder)
    process.umask(umask)
  }
  return { close: () => server.close(() => rmSync(path, { force: true })) }
}

async function converse(socket: Socket, verbs: Verbs, say: Say): Promise<void> {
  socket.on('error', () => socket.destroy())
  for await (const line of createInterface({ input: socket })) {
    socket.write(`${JSON.stringify(await answer(line, verbs, say))}\n`)
  }
}

/** A fault behind a verb is the caller's to hear and the log's; it never ends the supervisor. */
export async function answer(line: string, verbs: Verbs, say: Say): Promise<Answer> {
  try {
    const { verb, name } = parse(line)
    if (verb === 'list') return { ok: true, children: verbs.list() }
    if (verb === 'ensure') return { ok: true, children: [await verbs.ensure(name)] }
    if (verb === 'stop') {
      await verbs.stop(name)
      return { ok: true, children: verbs.list() }
    }
    return { ok: false, error: `There is no verb "${verb}": ensure, stop and list.` }
  } catch (error) {
    if (error instanceof RefusedVerb) return { ok: false, error: error.message }
    say(`A verb on the control socket failed: ${messageOf(error)}`)
    return { ok: false, error: `The supervisor could not do it: ${messageOf(error)}` }
  }
}

const messageOf = (fault: unknown): string => (fault instanceof Error ? fault.message : String(fault))

function parse(line: string): { verb: string; name: string } {
  try {
    const request: unknown = JSON.parse(line)
    const { verb, name } = request as { verb?: unknown; name?: unknown }
    return { verb: String(verb), name: String(name) }
  } catch {
    throw new RefusedVerb('One JSON object a line, please: {"verb":"list"}.')
  }
}
