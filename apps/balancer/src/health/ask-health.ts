/**
 * One health check: a GET on a connection of its own, so that it also proves that the host accepts one. Redirects are not
 * followed and nothing but the member is contacted (A12). Never throws; the reason is for people.
 */
import type { HealthCheck } from '@sluice/model'
import { request } from 'node:http'
import type { CheckAnswer } from './judge-health.ts'
import { matches } from './matcher.ts'

export type Address = { address: string; port: number }

export function askHealth(
  { address, port }: Address,
  check: Pick<HealthCheck, 'path' | 'timeoutSeconds' | 'matcher'>,
  signal: AbortSignal,
): Promise<CheckAnswer> {
  return new Promise((resolve) => {
    const asking = request({
      host: address,
      port,
      path: check.path,
      agent: false,
      signal,
      headers: { 'user-agent': 'sluice-balancer health check', connection: 'close' },
    })
    const deadline = setTimeout(() => {
      resolve({ isGood: false, reason: `no answer within ${check.timeoutSeconds} s` })
      asking.destroy()
    }, check.timeoutSeconds * 1000)
    asking.on('response', (response) => {
      const status = response.statusCode ?? 0
      resolve({ isGood: matches(check.matcher, status), reason: `HTTP ${status} from ${check.path}` })
      response.on('error', () => undefined).resume()
    })
    asking.on('upgrade', (response, socket) => {
      resolve({ isGood: false, reason: `HTTP ${response.statusCode} from ${check.path}` })
      socket.destroy()
    })
    asking.on('error', (error) => resolve({ isGood: false, reason: reasonOf(error) }))
    asking.on('close', () => clearTimeout(deadline))
    asking.end()
  })
}

const reasonsByCode: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'connection refused',
  ECONNRESET: 'connection closed without an answer',
  EHOSTUNREACH: 'no way to the host',
  ENETUNREACH: 'no way to the host',
  ENOTFOUND: 'unknown address',
  ETIMEDOUT: 'no answer to the connection',
}

export function reasonOf(error: Error): string {
  const code = 'code' in error ? String(error.code) : ''
  return reasonsByCode[code] ?? (code.startsWith('HPE_') ? 'no HTTP in the answer' : error.message)
}
