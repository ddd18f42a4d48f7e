/** `PUT` and `GET /api/artifacts/<bucket>/<key>`: bytes in, bytes out, never in memory as a whole. */
import { pipeline } from 'node:stream/promises'
import { allowedCall, allowedWrite, findObject, putArtifact, type Ports } from '@sluice/api'
import { refuse, type Artifact } from '@sluice/model'
import { Router, type Request } from 'express'
import { requestIdOf } from '../request-ids.ts'
import { refuseForeign } from '../refuse-foreign.ts'
import type { WhoCalls } from '../who-calls.ts'

export interface ArtifactNeeds {
  ports: Ports
  whoCalls: WhoCalls
}

export function artifactRoutes({ ports, whoCalls }: ArtifactNeeds): Router {
  return Router()
    .put('/api/artifacts/:bucket/*key', async (request, response) => {
      const identity = await whoCalls.identity(request)
      const by = { ...about(request), caller: identity?.actor }
      await refuseForeign({ ports, whoCalls }, request, 'putArtifact', by)
      const bundleType = request.query['bundleType']
      const upload = {
        ...placeOf(request.params),
        bytes: request,
        ...(typeof bundleType === 'string' && { bundleType }),
      }
      const kept = await allowedWrite(ports, 'putArtifact', by, (call) => putArtifact(upload, call))
      response.setHeader('etag', `"${kept.eTag}"`)
      response.json(kept)
    })
    .get('/api/artifacts/:bucket/*key', async (request, response) => {
      const identity = await whoCalls.identity(request)
      const call = await allowedCall(ports, 'getArtifact', { ...about(request), caller: identity?.actor })
      const { version } = request.query
      const artifact = await findObject(
        { ...placeOf(request.params), ...(typeof version === 'string' && { version }) },
        call,
      )
      const found = await ports.artifacts.open(artifact.sha256)
      if (found === undefined) refuse('ArtifactDoesNotExist', gone)
      response.writeHead(200, headersOf(artifact))
      await pipeline(found.stream, response)
    })
}

const gone = 'The bytes of this object are not here any more: upload it again.'

const about = (request: Request) => ({ requestId: requestIdOf(request), address: request.ip ?? '' })

/** Always a download: what somebody uploaded is never shown as a page of ours. */
const headersOf = ({ size, eTag, key }: Artifact) => ({
  'content-length': size,
  'content-type': 'application/octet-stream',
  'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(key.split('/').at(-1) ?? 'artifact')}`,
  etag: `"${eTag}"`,
})

/** The key may hold slashes: the route gives it in pieces. */
function placeOf(params: { bucket: string; key: string[] }): { bucket: string; key: string } {
  return { bucket: params.bucket, key: params.key.join('/') }
}
