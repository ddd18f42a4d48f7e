/** Every request has an id: in the log, in its answer, in the audit row of what it changed. */
import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { RequestHandler } from 'express'

const ids = new WeakMap<IncomingMessage, string>()

export function requestIdOf(request: IncomingMessage): string {
  const id = ids.get(request) ?? randomUUID()
  ids.set(request, id)
  return id
}

export const giveRequestIds: RequestHandler = (request, response, next) => {
  response.setHeader('x-request-id', requestIdOf(request))
  next()
}
