/** What hosts fetch beside their WebSocket: an identity, bundles, and the agent itself. No cookie opens any of it (A3). */
import { existsSync } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { EnrolRequest, type EnrolAnswer } from '@sluice/agent-link'
import type { Ports } from '@sluice/api'
import { isRefusal, refuse, RefusalError } from '@sluice/model'
import express, { Router, type RequestHandler } from 'express'
import { addressSeen } from '../address-seen.ts'
import { requestIdOf } from '../request-ids.ts'
import { createSlots } from '../slots.ts'
import { bearerToken } from '../who-calls.ts'

export interface AgentRouteNeeds {
  ports: Ports
  serverPublicKey: string
  /** Whether this ticket is a connected host's, and the bundle one of those it was offered. */
  mayDownload(ticket: string, sha256: string): boolean
  /** The built agent; may be missing in a checkout. */
  agentFile: string
  limitEnrolments: RequestHandler
}

/** A fleet that starts at once would share the disk and the network so thinly that all hosts are slow. */
const downloadsAtOnce = 64

const body = express.json({ type: () => true, limit: '16kb', inflate: false })

export function agentRoutes({
  ports,
  serverPublicKey,
  mayDownload,
  agentFile,
  limitEnrolments,
}: AgentRouteNeeds): Router {
  const downloads = createSlots(downloadsAtOnce)
  return Router()
    .post('/agents/enrol', limitEnrolments, body, async (request, response) => {
      const wish = EnrolRequest.safeParse(request.body)
      if (!wish.success) {
        const [issue] = wish.error.issues
        refuse('InvalidInputException', `${issue?.path.join('.') ?? 'the body'}: ${issue?.message ?? 'unknown form'}.`)
      }
      const from = { requestId: requestIdOf(request), address: addressSeen(request) }
      const host = await ports.access.redeemEnrolment(wish.data, from)
      if (isRefusal(host)) throw new RefusalError(host)
      const { accountId, instanceName } = host
      response.json({ accountId, instanceName, serverPublicKey } satisfies EnrolAnswer)
    })
    .get('/agents/bundles/:sha256', async (request, response) => {
      const { sha256 = '' } = request.params
      const ticket = bearerToken(request)
      if (ticket === undefined) refuse('NotSignedIn', 'Bundles are for hosts: send the ticket of your connection.')
      if (!mayDownload(ticket, sha256)) refuse('AccessDenied', 'This bundle was not offered to this connection.')
      if (!(await ports.artifacts.has(sha256))) refuse('ArtifactDoesNotExist', 'This bundle is not here any more.')
      const release = await downloads.take()
      response.on('close', release)
      const found = response.closed ? undefined : await ports.artifacts.open(sha256)
      if (found === undefined) return release()
      response.writeHead(200, { 'content-length': found.size, 'content-type': 'application/octet-stream' })
      await pipeline(found.stream, response)
    })
    .get('/agents/sluice-agent.mjs', (_request, response) => {
      if (!existsSync(agentFile)) refuse('ArtifactDoesNotExist', 'The agent has not been built: run npm run build.')
      response.type('text/javascript').sendFile(agentFile)
    })
}
