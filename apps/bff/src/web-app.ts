/** Everything that answers HTTP, in the order in which a request meets it. */
import express, { type Express } from 'express'
import type { CookieKind } from '@sluice/access'
import { noSniff } from 'helmet'
import type { Logger } from 'pino'
import { firstAccountId, refuse } from '@sluice/model'
import { answerErrors } from './answer-errors.ts'
import { createHealth } from './health.ts'
import { createMetrics } from './metrics.ts'
import { observedBalancers } from './observed-balancers.ts'
import { limitEnrolments, limitEverything, limitSignIns } from './rate-limits.ts'
import { giveRequestIds } from './request-ids.ts'
import type { Rooms } from './rooms.ts'
import { agentRoutes } from './routes/agents.ts'
import { artifactRoutes } from './routes/artifacts.ts'
import { healthRoutes } from './routes/healthz.ts'
import { logRoutes } from './routes/logs.ts'
import { metricsRoutes, timeRequests } from './routes/metrics.ts'
import { openApiRoutes } from './routes/openapi.ts'
import { operationRoutes } from './routes/operations.ts'
import { webRoutes } from './routes/web.ts'
import { version } from './version.ts'
import type { WhoCalls } from './who-calls.ts'

export interface WebAppNeeds {
  rooms: Rooms
  whoCalls: WhoCalls
  cookie: CookieKind
  publicUrl: URL
  isBehindProxy: boolean
  fleet: number
  isSupervised: boolean
  isEngineRunning(): boolean
  /** Built files of the other apps; either may be missing. */
  files: { web: string; agent: string }
  log: Logger
}

export function createWebApp(needs: WebAppNeeds): Express {
  const { rooms, whoCalls, publicUrl, isBehindProxy, files, log } = needs
  const { ports, servers, store, hub, conductor, keys } = rooms
  const metrics = createMetrics({
    conductor,
    connectedHosts: () => servers.allPresence(firstAccountId).filter((host) => host.connected).length,
    liveReaders: () => hub.metrics().connections,
    observedBalancers: () => observedBalancers(ports),
  })
  const app = express()
  app.disable('x-powered-by')
  app.set('etag', false)
  // With an address of its own there is a proxy, which says who stands behind it; else everybody could say so (A26).
  app.set('trust proxy', isBehindProxy ? 'loopback, linklocal, uniquelocal' : false)
  // Nothing that is answered, to whomever, is guessed to be a page (A13).
  app.use(giveRequestIds, noSniff(), timeRequests(metrics))
  const balancerAnswers = needs.isSupervised ? rooms.balancerAnswers : undefined
  app.use(healthRoutes(createHealth({ ...needs, store, servers, balancerAnswers })))
  app.use(limitEverything())
  app.use('/api/signIn', limitSignIns())
  app.use(metricsRoutes(metrics, whoCalls))
  app.use(openApiRoutes({ version, serverUrl: publicUrl.origin }))
  app.use(operationRoutes({ ...needs, ports }))
  app.use(artifactRoutes({ ports, whoCalls }))
  app.use(logRoutes({ ports, whoCalls }))
  app.use(
    agentRoutes({
      ports,
      serverPublicKey: keys.publicKey,
      mayDownload: servers.mayDownload,
      agentFile: files.agent,
      limitEnrolments: limitEnrolments(),
    }),
  )
  app.use(webRoutes({ folder: files.web, isHttps: publicUrl.protocol === 'https:' }))
  app.use(() => refuse('UnknownOperation', 'There is nothing here: /api/openapi.json describes what there is.'))
  app.use(answerErrors(log))
  return app
}
