/**
 * The wire, from the BFF's side: one call a verb, every answer parsed, every trouble a `BalancerTrouble` in words. Retries
 * nothing: the reconciler asserts again.
 */
import { type Dispatcher, Pool } from 'undici'
import type { z } from 'zod'
import { BalancerTrouble } from '../load-balancer.ts'
import { connectUnixSocket } from './connect-unix-socket.ts'
import { WireTrouble } from './wire.ts'

/** The process answers in milliseconds; one that needs seconds hangs. */
const answerMilliseconds = 5_000
const connections = 4

export type EmbeddedClient = ReturnType<typeof embeddedClient>

export function embeddedClient(socketPath: string) {
  const pool = new Pool('http://balancer', {
    connections,
    headersTimeout: answerMilliseconds,
    bodyTimeout: answerMilliseconds,
    connect: (_options, callback) => {
      try {
        const socket = connectUnixSocket(socketPath)
        socket.once('connect', () => callback(null, socket)).once('error', (error) => callback(error, null))
      } catch (error) {
        callback(error instanceof Error ? error : new Error(String(error)), null)
      }
    },
  })

  /** Undefined when there is no such thing (404). */
  async function ask<T>(
    method: 'GET' | 'PUT' | 'POST' | 'DELETE',
    path: string,
    answer: z.ZodType<T>,
    body?: object,
  ): Promise<T | undefined> {
    const { statusCode, text } = await send(method, path, body)
    if (statusCode === 404) return undefined
    if (statusCode >= 400) throw new BalancerTrouble(`The balancer refused: ${wordsIn(text)}`, statusCode >= 500)
    return parsed(text, answer)
  }

  async function send(method: Dispatcher.HttpMethod, path: string, body: object | undefined) {
    try {
      const response = await pool.request({
        method,
        path,
        ...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
      })
      return { statusCode: response.statusCode, text: await response.body.text() }
    } catch (error) {
      throw new BalancerTrouble(`The balancer process cannot be reached: ${reasonOf(error)}`, true, error)
    }
  }

  return { ask, pool, close: () => pool.destroy() }
}

function parsed<T>(text: string, answer: z.ZodType<T>): T {
  try {
    return answer.parse(JSON.parse(text))
  } catch (error) {
    throw new BalancerTrouble('The balancer process answered what this version does not understand.', false, error)
  }
}

function wordsIn(text: string): string {
  try {
    return WireTrouble.parse(JSON.parse(text)).error
  } catch {
    return text.slice(0, 200)
  }
}

/** In people's words where the reason is an ordinary one: the process is being started again. */
export function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'ENOENT' || code === 'ECONNREFUSED') return 'it is not running'
  if (code === 'UND_ERR_SOCKET' || code === 'ECONNRESET' || code === 'EPIPE') return 'it ended while it was asked'
  if (code === 'UND_ERR_HEADERS_TIMEOUT' || code === 'UND_ERR_BODY_TIMEOUT') return 'it gave no answer within 5 s'
  return error instanceof Error ? error.message : String(error)
}
