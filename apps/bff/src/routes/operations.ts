/** `POST /api/<operation>`: the whole table behind one route. */
import { endedSessionCookie, sessionCookie, type CookieKind } from '@sluice/access'
import { dispatch, isWrite, type Ports, type SessionDoor } from '@sluice/api'
import { limits, refuse } from '@sluice/model'
import express, { Router, type Request, type RequestHandler, type Response } from 'express'
import { refuseForeign } from '../refuse-foreign.ts'
import { requestIdOf } from '../request-ids.ts'
import type { WhoCalls } from '../who-calls.ts'

export interface OperationNeeds {
  ports: Ports
  whoCalls: WhoCalls
  cookie: CookieKind
}

/** Any content type is read: what a foreign page sends is refused for where it comes from, not for how it is written. */
const bodyOf = (limit: number) => express.raw({ type: () => true, limit, inflate: false })
const knownBody = bodyOf(limits.jsonBodyBytes)
/** Reading a large object holds everybody up for a moment: strangers, who can only sign in, get no such moment (A23). */
const strangersBody = bodyOf(16 * 1024)

export function operationRoutes({ ports, whoCalls, cookie }: OperationNeeds): Router {
  return Router().post('/api/:operation', async (request, response) => {
    const { operation } = request.params as { operation: string }
    const identity = await whoCalls.identity(request)
    await read(identity === undefined ? strangersBody : knownBody, request, response)
    const by = { caller: identity?.actor, address: request.ip ?? '', requestId: requestIdOf(request) }
    if (isWrite(operation)) await refuseForeign({ ports, whoCalls }, request, operation, by)
    const answer = await dispatch(ports, {
      ...by,
      signal: untilLeft(response),
      operation,
      body: json(request),
      session: sessionDoor(whoCalls.sessionSecret(request), response, cookie),
      idempotencyKey: request.get('idempotency-key'),
    })
    response.setHeader('cache-control', 'no-store')
    response.json(answer)
  })
}

/** Typing goes on, a tab is closed: long reading ends then. */
function untilLeft(response: Response): AbortSignal {
  const left = new AbortController()
  response.once('close', () => left.abort())
  return left.signal
}

const read = (body: RequestHandler, request: Request, response: Response): Promise<void> =>
  new Promise((done, failed) => {
    void body(request, response, (error?: unknown) => (error === undefined ? done() : failed(error as Error)))
  })

/** No body at all is an empty object: some operations ask for nothing. */
function json(request: Request): unknown {
  const bytes: unknown = request.body
  if (!Buffer.isBuffer(bytes) || bytes.length === 0) return {}
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch {
    return refuse('InvalidInputException', 'The body is not JSON: send one JSON object.')
  }
}

function sessionDoor(secret: string | undefined, response: Response, cookie: CookieKind): SessionDoor {
  return {
    secret,
    open: (opened, expireTime) => {
      response.append('set-cookie', sessionCookie(opened, { ...cookie, expires: new Date(expireTime) }))
    },
    close: () => {
      response.append('set-cookie', endedSessionCookie(cookie))
    },
  }
}
