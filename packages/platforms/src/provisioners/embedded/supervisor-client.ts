/**
 * Asks the supervisor of this installation to start and end local hosts: one JSON object a line on its unix socket, one
 * answer, one connection a question (apps/supervisor/README.md).
 */
import { createConnection, type Socket } from 'node:net'
import { basename, dirname } from 'node:path'
import { ProvisionerTrouble } from '../provisioner.ts'

export interface SupervisorClient {
  /** Runs when it resolves; one that runs already is left alone. */
  ensure(name: string): Promise<void>
  /** Its processes are gone when it resolves. */
  stop(name: string): Promise<void>
}

/** Ending a host takes it a few seconds; a supervisor that is silent for longer is not there. */
const defaultLimitMs = 30_000
/** A unix socket's path holds about a hundred bytes. */
const longestPath = 100

export function createSupervisorClient(socketPath: string, limitMs = defaultLimitMs): SupervisorClient {
  async function ask(verb: 'ensure' | 'stop', name: string): Promise<void> {
    const answer = await conversation(socketPath, JSON.stringify({ verb, name }), limitMs)
    const { ok, error } = readAnswer(answer)
    if (!ok) throw new ProvisionerTrouble(error ?? 'the supervisor refused without a word')
  }
  return { ensure: (name) => ask('ensure', name), stop: (name) => ask('stop', name) }
}

async function conversation(path: string, question: string, limitMs: number): Promise<string> {
  const socket = connect(path)
  try {
    socket.setTimeout(limitMs, () => socket.destroy(new Error(`it did not answer within ${limitMs / 1000} seconds`)))
    socket.write(`${question}\n`)
    return await firstLine(socket)
  } catch (error) {
    throw new ProvisionerTrouble(`the supervisor does not answer: ${messageOf(error)}`, error)
  } finally {
    socket.destroy()
  }
}

function firstLine(socket: Socket): Promise<string> {
  return new Promise((resolve, reject) => {
    let heard = ''
    // Stays for good: what is written to somebody who hangs up fails later.
    socket.on('error', reject)
    socket.once('close', () => reject(new Error('it hung up')))
    socket.setEncoding('utf8').on('data', (text) => {
      heard += text
      if (heard.includes('\n')) resolve(heard.slice(0, heard.indexOf('\n')))
    })
  })
}

/** A path that is too long is reached by its name from its own folder, as the supervisor made it. */
function connect(path: string): Socket {
  if (Buffer.byteLength(path) <= longestPath) return createConnection(path)
  const workingFolder = process.cwd()
  process.chdir(dirname(path))
  try {
    return createConnection(basename(path))
  } finally {
    process.chdir(workingFolder)
  }
}

function readAnswer(line: string): { ok: boolean; error?: string } {
  const { ok, error } = JSON.parse(line) as { ok?: unknown; error?: unknown }
  return { ok: ok === true, ...(typeof error === 'string' && { error }) }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
