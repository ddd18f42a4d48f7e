/** The dashboard's files. Names with a hash never change and may be kept for ever; the page itself is asked for each time. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import express, { Router, type RequestHandler } from 'express'
import compressedStatic from 'express-static-gzip'
import helmet from 'helmet'

export interface WebNeeds {
  /** The built dashboard; may be missing. */
  folder: string
  isHttps: boolean
}

export function webRoutes({ folder, isHttps }: WebNeeds): Router {
  const router = Router()
  router.use(pagePolicy(isHttps))
  const page = join(folder, 'index.html')
  if (!existsSync(page)) return router.get(/.*/, notBuilt)
  router.use(
    '/assets',
    // The build leaves a compressed copy beside each file.
    compressedStatic(join(folder, 'assets'), {
      enableBrotli: true,
      index: false,
      serveStatic: { immutable: true, maxAge: '1y', fallthrough: false },
    }),
  )
  router.use(express.static(folder, { index: false, maxAge: 0 }))
  router.get(/.*/, (request, response, next) => {
    if (!isForPeople(request)) return next()
    response.setHeader('cache-control', 'no-cache')
    response.sendFile(page)
  })
  return router
}

/** Deep links are the dashboard's; what a script asks for and is not there is a plain 404. */
const isForPeople: (request: Parameters<RequestHandler>[0]) => boolean = (request) =>
  !request.path.startsWith('/api/') && !request.path.startsWith('/agents/') && request.accepts('html') !== false

/** Styles are inline where the dashboard draws (positions, widths); scripts never are. */
function pagePolicy(isHttps: boolean): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        baseUri: ["'none'"],
        connectSrc: ["'self'"],
        fontSrc: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        imgSrc: ["'self'", 'data:'],
        objectSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
      },
    },
    strictTransportSecurity: isHttps ? { maxAge: 31_536_000 } : false,
    referrerPolicy: { policy: 'same-origin' },
  })
}

const notBuilt: RequestHandler = (_request, response) => {
  response
    .status(200)
    .type('html')
    .send(
      '<!doctype html><html lang="en"><meta charset="utf-8"><title>Sluice</title>' +
        '<h1>Sluice is running</h1><p>The dashboard has not been built in this checkout. ' +
        'Run <code>npm run build</code> and reload this page. The API is described in ' +
        '<a href="/api/openapi.json">/api/openapi.json</a>.</p></html>',
    )
}
