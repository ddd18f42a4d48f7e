/** The ear of the process: HTTP on a unix socket that only our own user may open. */
import { type BalancerChanged, largestBodyBytes, paths, pulseMilliseconds } from '@sluice/load-balancers/embedded-wire'
import { mkdirSync, rmSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { basename, dirname } from 'node:path'
import type { Logger } from 'pino'
import { ZodError } from 'zod'
import type { Balancers } from '../balancers.ts'
import { type Answer, answerControl } from './control-routes.ts'

export async function listenForControl(socketPath: string, balancers: Balancers, log: Logger): Promise<Server> {
  const server = createServer((request, response) => {
    if (request.method === 'GET' && request.url === paths.changes) return streamChanges(balancers, response)
    answer(balancers, request, log)
      .then(({ status, body }) => {
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
      })
      .catch((fault: unknown) => {
        log.error({ err: fault }, 'an answer on the control socket was lost')
        response.destroy()
      })
  })
  await listenOn(server, socketPath)
  return server
}

/**
 * A unix socket's address holds about a hundred bytes, a data folder's path may be longer: the socket is made by its name, from
 * its own folder, and this process's working folder is put back.
 */
async function listenOn(server: Server, socketPath: string): Promise<void> {
  mkdirSync(dirname(socketPath), { recursive: true, mode: 0o700 })
  rmSync(socketPath, { force: true })
  const umask = process.umask(0o177)
  const workingFolder = process.cwd()
  process.chdir(dirname(socketPath))
  try {
    await new Promise<void>((resolve, reject) => server.once('error', reject).listen(basename(socketPath), resolve))
  } finally {
    process.chdir(workingFolder)
    process.umask(umask)
  }
}

async function answer(balancers: Balancers, request: IncomingMessage, log: Logger): Promise<Answer> {
  try {
    const { pathname } = new URL(request.url ?? '/', 'http://balancer')
    return await answerControl(balancers, { method: request.method ?? '', path: pathname, body: await bodyOf(request) })
  } catch (error) {
    if (error instanceof ZodError || error instanceof SyntaxError || error instanceof URIError) {
      return { status: 400, body: { error: error.message } }
    }
    log.error({ err: error }, 'a verb on the control socket failed')
    return { status: 500, body: { error: error instanceof Error ? error.message : String(error) } }
  }
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request) {
    chunks.push(chunk)
    bytes += chunk.length
    if (bytes > largestBodyBytes) throw new SyntaxError(`more than ${largestBodyBytes} bytes`)
  }
  return bytes === 0 ? undefined : JSON.parse(Buffer.concat(chunks).toString('utf8'))
}

/** A listener who does not read is cut: it connects again and hears of everything. */
function streamChanges({ feed, names }: Balancers, response: ServerResponse): void {
  const tell = (line: string) => {
    if (!response.write(line)) response.destroy()
  }
  const tellOf = (name: string) => tell(`${JSON.stringify({ name } satisfies BalancerChanged)}\n`)
  response.writeHead(200, { 'content-type': 'application/x-ndjson' }).flushHeaders()
  const unsubscribe = feed.subscribe(tellOf)
  const pulse = setInterval(tell, pulseMilliseconds, '\n')
  response
    .on('error', () => response.destroy())
    .on('close', () => {
      clearInterval(pulse)
      unsubscribe()
    })
  for (const name of names()) tellOf(name)
}
