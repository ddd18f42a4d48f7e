/** `GET /healthz`: 200 only when everything that was configured really works; the reasons otherwise. */
import { Router } from 'express'

export interface Health {
  /** One sentence for each thing that is not well; empty when all is. */
  reasons(): Promise<string[]>
}

export function healthRoutes(health: Health): Router {
  return Router().get('/healthz', async (_request, response) => {
    const reasons = await health.reasons()
    const isHealthy = reasons.length === 0
    response.setHeader('cache-control', 'no-store')
    response.status(isHealthy ? 200 : 503).json(isHealthy ? { status: 'ok' } : { status: 'unwell', reasons })
  })
}
