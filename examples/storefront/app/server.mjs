/** The shop: a page, a checkout that takes its time, and its health. Keeps nothing but its catalogue, which `migrate.mjs` prepares. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { hostname } from 'node:os'
import { setTimeout as pause } from 'node:timers/promises'
import { readCatalogue } from './catalogue.mjs'
import { health, readiness } from './health.mjs'
import { page } from './page.mjs'

const release = JSON.parse(readFileSync(new URL('release.json', import.meta.url), 'utf8'))
const theme = readFileSync(new URL('theme.css', import.meta.url), 'utf8')
const host = process.env.SLUICE_HOST_NAME || hostname()
const address = process.env.SLUICE_HOST_ADDRESS || '0.0.0.0'
const port = Number(process.env.PORT || 8080)
const pidFile = `${process.env.SLUICE_HOST_ROOT || ''}/var/run/storefront.pid`

const shop = { release, host, requests: 0, open: 0, isEnding: false }

const routes = {
  '/': () => ({ type: 'text/html; charset=utf-8', body: page({ release, theme, host, catalogue: readCatalogue() }) }),
  '/checkout': checkout,
  '/healthz': () => json(health(shop)),
  '/health': () => json(readiness(shop)),
}

const server = createServer(async (request, response) => {
  const { pathname, searchParams } = new URL(request.url, 'http://shop')
  if (!pathname.startsWith('/health')) shop.requests += 1
  shop.open += 1
  response.once('close', () => {
    shop.open -= 1
    if (shop.isEnding && shop.open === 0) close()
  })
  const route = routes[pathname] ?? (() => json({ status: 404, message: 'no such page' }))
  const { status = 200, type, body } = await answerOf(route, searchParams)
  response.writeHead(status, { 'content-type': type, ...about() }).end(body)
})

async function answerOf(route, searchParams) {
  try {
    return await route(searchParams)
  } catch (error) {
    console.error(error)
    return json({ status: 500, message: error.message })
  }
}

/** Which revision answered, and on which host; a shop that ends keeps no connection. */
function about() {
  return {
    'cache-control': 'no-store',
    'x-storefront-revision': release.version,
    'x-storefront-host': encodeURIComponent(host),
    ...(shop.isEnding ? { connection: 'close' } : {}),
  }
}

/** As long as a payment takes: 300 ms, or as asked with `?ms=`, 10 s at most. */
async function checkout(searchParams) {
  const { ms } = { ms: 300, ...Object.fromEntries(searchParams) }
  await pause(Math.min(Math.max(Number(ms) || 0, 0), 10_000))
  return json({ status: 200, version: release.version, host, message: 'Thank you for your order' })
}

function json({ status, ...body }) {
  return { status, type: 'application/json', body: JSON.stringify(body) }
}

// Longer than a load balancer keeps its connections: whoever sends on one must not meet its end.
server.keepAliveTimeout = 75_000
server.headersTimeout = 80_000
server.on('error', (error) => {
  console.error(`The storefront cannot serve ${address}:${port}: ${error.message}`)
  process.exit(1)
})
server.listen(port, address, () => {
  writeFileSync(pidFile, String(process.pid))
  console.log(`${new Date().toISOString()} storefront ${release.version} on http://${address}:${port}`)
})

/** Is not well any more, answers what is asked until nothing is open, for 4 s at most, and goes. */
process.on('SIGTERM', () => {
  shop.isEnding = true
  setTimeout(close, 4_000).unref()
  if (shop.open === 0) close()
})

function close() {
  if (server.listening) server.close(end)
  if (shop.open === 0) server.closeIdleConnections()
  else server.closeAllConnections()
}

function end() {
  rmSync(pidFile, { force: true })
  process.exit()
}
