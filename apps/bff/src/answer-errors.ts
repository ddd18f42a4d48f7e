/**
 * Errors as the caller sees them: a refusal by its category, a commit that failed as "try again", and a fault of ours as a
 * request id and nothing else.
 */
import { refusalStatus, troubles, type TroubleCode } from '@sluice/api'
import { CommitFailed } from '@sluice/conductor'
import { refusal, RefusalError, type Refusal } from '@sluice/model'
import type { ErrorRequestHandler, Response } from 'express'
import type { Logger } from 'pino'
import { requestIdOf } from './request-ids.ts'

export function answerErrors(log: Logger): ErrorRequestHandler {
  return (error: unknown, request, response, _next) => {
    const requestId = requestIdOf(request)
    if (response.headersSent) return breakOff()
    const refused = refusalIn(error)
    if (refused !== undefined) return sendRefusal(response, refused, requestId)
    if (error instanceof CommitFailed) {
      log.error({ err: error, requestId }, 'a change could not be stored')
      return sendTrouble(response, 'NotStored', requestId)
    }
    log.error({ err: error, requestId }, 'a request met a fault')
    sendTrouble(response, 'Fault', requestId, ` Quote ${requestId} to your administrator.`)

    /** In the middle of a download: the caller sees that it has no end. Who leaves is no fault. */
    function breakOff(): void {
      if (!isLeft(error)) log.error({ err: error, requestId }, 'a download met a fault')
      response.destroy()
    }
  }
}

const isLeft = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE'

function sendTrouble(response: Response, code: TroubleCode, requestId: string, more = ''): void {
  const { status, message } = troubles[code]
  if (status === 503) response.setHeader('retry-after', '1')
  send(response, status, { code, message: message + more, requestId })
}

export function sendRefusal(response: Response, { code, message, details }: Refusal, requestId: string): void {
  if (refusalStatus(code) === 429) response.setHeader('retry-after', '10')
  send(response, refusalStatus(code), { code, message, requestId, ...(details && { details }) })
}

function send(response: Response, status: number, error: object): void {
  // What is left of an upload that was refused in the middle is not waited for.
  if (!response.req.complete) response.setHeader('connection', 'close')
  response.status(status).json({ error })
}

function refusalIn(error: unknown): Refusal | undefined {
  if (error instanceof RefusalError) return error.refusal
  if (isFromBodyReader(error)) return bodyRefusal(error)
  return undefined
}

/** What Express's body readers and its router throw. */
interface BodyError {
  status: number
  type?: string
}

function isFromBodyReader(error: unknown): error is BodyError {
  const { status, expose } = (error ?? {}) as { status?: unknown; expose?: unknown }
  return typeof status === 'number' && status >= 400 && status < 500 && expose !== false
}

function bodyRefusal({ status, type }: BodyError): Refusal {
  if (status === 413) return refusal('PayloadTooLarge', 'The body is too large: JSON may have at most 1 MiB.')
  return refusal('InvalidInputException', `The request could not be read${type ? ` (${type})` : ''}.`)
}
