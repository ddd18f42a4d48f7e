/** `GET /api/openapi.json`. Built once: the table does not change while we run. */
import { openApiDocument } from '@sluice/api'
import { Router } from 'express'

export function openApiRoutes(options: { version: string; serverUrl: string }): Router {
  const document = JSON.stringify(openApiDocument(options))
  return Router().get('/api/openapi.json', (_request, response) => {
    response.type('json').send(document)
  })
}
