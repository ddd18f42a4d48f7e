/** `GET /api/logs/<deployment>?format=log|ndjson`: the stored log as a file, never in memory as a whole. */
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { allowedCall, downloadLog, type Ports } from '@sluice/api'
import { Router } from 'express'
import { requestIdOf } from '../request-ids.ts'
import type { WhoCalls } from '../who-calls.ts'

export interface LogNeeds {
  ports: Ports
  whoCalls: WhoCalls
}

export function logRoutes({ ports, whoCalls }: LogNeeds): Router {
  return Router().get('/api/logs/:deploymentId', async (request, response) => {
    const identity = await whoCalls.identity(request)
    const by = { requestId: requestIdOf(request), address: request.ip ?? '', caller: identity?.actor }
    const call = await allowedCall(ports, 'getDeploymentLog', by)
    const file = await downloadLog({ ...request.query, deploymentId: request.params.deploymentId }, call)
    // Always a download: what a script printed is never shown as a page of ours.
    response.writeHead(200, {
      'content-type': file.contentType,
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
      'cache-control': 'no-store',
    })
    if (request.method === 'HEAD') return void response.end()
    await pipeline(Readable.from(file.chunks), response)
  })
}
