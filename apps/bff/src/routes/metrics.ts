/** `GET /metrics` for Prometheus: free from loopback, with a token from elsewhere; and the clock of every request. */
import { Router, type RequestHandler } from 'express'
import { refuse } from '@sluice/model'
import type { Metrics } from '../metrics.ts'
import { isLoopback } from '../settings.ts'
import type { WhoCalls } from '../who-calls.ts'

export function metricsRoutes(metrics: Metrics, whoCalls: WhoCalls): Router {
  return Router().get('/metrics', async (request, response) => {
    const identity = await whoCalls.identity(request)
    const isLocal = isLoopback((request.ip ?? '').replace('::ffff:', ''))
    if (!isLocal && identity?.actor.kind !== 'token') refuse('NotSignedIn', 'Metrics are for a token.')
    response.type(metrics.registry.contentType).send(await metrics.registry.metrics())
  })
}

/** By the route's pattern, never by the address: names of things must not become series. */
export function timeRequests(metrics: Metrics): RequestHandler {
  return (request, response, next) => {
    const from = performance.now()
    response.on('finish', () => {
      const route = (request.route as { path?: unknown } | undefined)?.path
      const name = typeof route === 'string' ? route.replace(':operation', operationIn(request.params)) : 'other'
      metrics.requestEnded(name, response.statusCode, (performance.now() - from) / 1000)
    })
    next()
  }
}

const operationIn = (params: Record<string, unknown>): string => {
  const name = params['operation']
  return typeof name === 'string' && /^[a-zA-Z]{1,60}$/.test(name) ? name : 'unknown'
}
