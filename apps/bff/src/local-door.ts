/**
 * Where the local hosts come in when the product serves https: their certificate is for the name that people use, and
 * they reach us on loopback. Plain http, loopback only, and nothing but `/agents`. The port is kept, so that hosts find it
 * again after a restart of this process.
 */
import { readFileSync } from 'node:fs'
import type { RequestListener, Server } from 'node:http'
import { join } from 'node:path'
import { createServer, listen, serve } from './http-server.ts'
import { SettingsError } from './settings.ts'
import { writeFileAtomically } from './write-file-atomically.ts'

const host = '127.0.0.1'

export interface LocalDoor {
  server: Server
  url: string
  close(): void
}

export async function openLocalDoor(runFolder: string, listener: RequestListener): Promise<LocalDoor> {
  const file = join(runFolder, 'agents-port')
  const server = createServer(undefined)
  serve(server, (request, response) => {
    if (request.url?.startsWith('/agents') === true) return listener(request, response)
    response.writeHead(404).end()
  })
  const port = await listenAgain(server, keptPort(file))
  writeFileAtomically(file, `${port}\n`, 0o644)
  return {
    server,
    url: `http://${host}:${port}`,
    close() {
      server.close()
      server.closeAllConnections()
    },
  }
}

/** On the port of last time, or on a free one when somebody else has it now. */
async function listenAgain(server: Server, port: number): Promise<number> {
  try {
    return await listen(server, { host, port })
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error
    return listen(server, { host, port: 0 })
  }
}

function keptPort(file: string): number {
  try {
    const port = Number(readFileSync(file, 'utf8'))
    return Number.isInteger(port) && port > 0 && port < 65_536 ? port : 0
  } catch {
    return 0
  }
}
