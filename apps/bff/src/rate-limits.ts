/**
 * How often one address may ask. Tight where secrets are guessed, and there only failures count; wide everywhere else: a
 * dashboard and its scripts get hundreds of requests a second.
 */
import { refusal } from '@sluice/model'
import type { RequestHandler } from 'express'
import { rateLimit } from 'express-rate-limit'
import { sendRefusal } from './answer-errors.ts'
import { requestIdOf } from './request-ids.ts'

export const limitEverything = (): RequestHandler => limiter(10_000, 5000, false)
export const limitEnrolments = (): RequestHandler => limiter(60_000, 20, true)
export const limitSignIns = (): RequestHandler => limiter(60_000, 30, true)

function limiter(windowMs: number, limit: number, onlyFailures: boolean): RequestHandler {
  return rateLimit({
    windowMs,
    limit,
    skipSuccessfulRequests: onlyFailures,
    standardHeaders: false,
    legacyHeaders: false,
    handler: (request, response) =>
      sendRefusal(
        response,
        refusal('TooManyRequests', 'Too many requests from your address: wait a little and try again.'),
        requestIdOf(request),
      ),
  })
}
