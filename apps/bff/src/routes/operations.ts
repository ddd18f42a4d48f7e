/** `POST /api/<operation>`: the whole table behind one route. */
import { dispatch, operations, type AnyOperation, type Ports, type SessionDoor } from '@sluice/api'
import { limits, refuse } from '@sluice/model'
import express, { Router, type Request, type Response } from 'express'
import { requestIdOf } from '../request-ids.ts'
import { refuseCrossSite, refuseForeignSignIn, type Origins } from '../same-site.ts'
import type { SessionCookie } from '../session-cookie.ts'
import type { Caller, WhoCalls } from '../who-calls.ts'

export interface OperationNeeds {
  ports: Ports
  whoCalls: WhoCalls
  cookie: SessionCookie
  origins: Origins
}

/** Any content type is read, so that what is refused for its type is refused by our own rule and with our own words. */
const body = express.raw({ type: () => true, limit: limits.jsonBodyBytes, inflate: false })

export function operationRoutes(needs: OperationNeeds): Router {
  return Router().post('/api/:operation', body, async (request, response) => {
    const { operation } = request.params as { operation: string }
    const caller = await needs.whoCalls(request)
    refuseForeignPages(operation, caller, request, needs.origins)
    const answer = await dispatch(needs.ports, {
      operation,
      body: json(request),
      caller: caller.actor,
      session: sessionDoor(caller, response, needs.cookie),
      address: request.ip ?? '',
      requestId: requestIdOf(request),
      idempotencyKey: request.get('idempotency-key'),
    })
    response.setHeader('cache-control', 'no-store')
    response.json(answer)
  })
}

function refuseForeignPages(operation: string, caller: Caller, { headers }: Request, origins: Origins): void {
  const contract: AnyOperation | undefined = Object.entries(operations).find(([name]) => name === operation)?.[1]
  if (contract?.writes !== true) return
  if (contract.anonymous === true) refuseForeignSignIn(headers, origins)
  else if (caller.by === 'cookie') refuseCrossSite(headers, origins)
}

function json(request: Request): unknown {
  const bytes: unknown = request.body
  if (!Buffer.isBuffer(bytes) || bytes.length === 0) return {}
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch {
    return refuse('InvalidInputException', 'The body is not JSON: send one JSON object.')
  }
}

function sessionDoor({ secret }: Caller, response: Response, cookie: SessionCookie): SessionDoor {
  return {
    secret,
    open: (opened, expireTime) => cookie.set(response, opened, expireTime),
    close: () => cookie.clear(response),
  }
}
