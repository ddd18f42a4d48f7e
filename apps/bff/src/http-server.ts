/** The listening server: http on loopback, https where certificates are given. Slow senders do not hold it (A23). */
import { readFileSync } from 'node:fs'
import { createServer as createHttpServer, type RequestListener, type Server } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import type { TroubleCode } from '@sluice/api'
import { requestIdOf } from './request-ids.ts'
import { SettingsError, type Settings } from './settings.ts'

/** Headers are small: whoever needs longer is not in a hurry to be served. Uploads may take an hour. */
const times = { headersTimeout: 15_000, requestTimeout: 3_600_000, keepAliveTimeout: 65_000 }

export function createServer(tls: Settings['tls']): Server {
  const options = { ...times, connectionsCheckingInterval: 5_000, maxHeaderSize: 32 * 1024 }
  if (tls === undefined) return createHttpServer(options, answerStarting)
  const [cert, key] = [read('SLUICE_TLS_CERT', tls.certFile), read('SLUICE_TLS_KEY', tls.keyFile)]
  return createHttpsServer({ ...options, cert, key }, answerStarting)
}

/** Answers the port. A port in use is the caller's mistake, and is said as one. */
export async function listen(server: Server, { host, port }: Pick<Settings, 'host' | 'port'>): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(listenError(error, host, port)))
    server.listen(port, host, resolve)
  })
  return (server.address() as AddressInfo).port
}

/** Takes over from the answer of a server that is starting. */
export function serve(server: Server, listener: RequestListener): void {
  server.off('request', answerStarting)
  server.on('request', listener)
}

/** Between the port and the product lies a moment; nobody who calls in it may wait for ever, whatever they call. */
const answerStarting: RequestListener = (request, response) => {
  request.resume()
  response.writeHead(503, { 'content-type': 'application/json', 'retry-after': '1', connection: 'close' })
  const reason = 'the server is starting'
  const code: TroubleCode = 'NotStored'
  const error = { code, message: `Nothing of it happened: ${reason}. Try again.`, requestId: requestIdOf(request) }
  response.end(JSON.stringify({ status: 'unwell', reasons: [reason], error }))
}

function listenError(error: NodeJS.ErrnoException, host: string, port: number): Error {
  if (error.code === 'EADDRINUSE')
    return new SettingsError(`Port ${port} on ${host} is in use: end what uses it, or choose another with SLUICE_PORT.`)
  if (error.code === 'EACCES')
    return new SettingsError(`This user may not listen on port ${port}: choose one above 1023 with SLUICE_PORT.`)
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND')
    return new SettingsError(`This machine has no address ${host}: correct SLUICE_HOST.`)
  return error
}

function read(name: string, file: string): Buffer {
  try {
    return readFileSync(file)
  } catch (error) {
    throw new SettingsError(`${name} cannot be read: ${(error as Error).message}.`)
  }
}
