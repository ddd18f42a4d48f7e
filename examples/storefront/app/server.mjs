/** The shop: one page, one health check. Keeps nothing but its catalogue, which `migrate.mjs` prepares. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { hostname } from 'node:os'
import { readCatalogue } from './catalogue.mjs'
import { page } from './page.mjs'

const release = JSON.parse(readFileSync(new URL('release.json', import.meta.url), 'utf8'))
const theme = readFileSync(new URL('theme.css', import.meta.url), 'utf8')
const host = process.env.SLUICE_HOST_NAME || hostname()
const address = process.env.SLUICE_HOST_ADDRESS || '0.0.0.0'
const port = Number(process.env.PORT || 8080)
const pidFile = `${process.env.SLUICE_HOST_ROOT || ''}/var/run/storefront.pid`

const routes = {
  '/': () => ({ type: 'text/html; charset=utf-8', body: page({ release, theme, host, catalogue: readCatalogue() }) }),
  '/healthz': () => json(health()),
}

const server = createServer((request, response) => {
  const route = routes[new URL(request.url, 'http://shop').pathname]
  const { status = 200, type, body } = route ? answerOf(route) : json({ status: 404, message: 'no such page' })
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(body)
})

function answerOf(route) {
  try {
    return route()
  } catch (error) {
    console.error(error)
    return json({ status: 500, message: error.message })
  }
}

function health() {
  const catalogue = readCatalogue()
  const missing = release.tables.filter((table) => catalogue[table] === undefined)
  if (missing.length > 0)
    return { status: 500, version: release.version, message: `catalogue table is missing: ${missing}` }
  return { status: 200, version: release.version, host, products: catalogue.products.length }
}

function json({ status, ...body }) {
  return { status, type: 'application/json', body: JSON.stringify(body) }
}

server.on('error', (error) => {
  console.error(`The storefront cannot serve ${address}:${port}: ${error.message}`)
  process.exit(1)
})
server.listen(port, address, () => {
  writeFileSync(pidFile, String(process.pid))
  console.log(`${new Date().toISOString()} storefront ${release.version} on http://${address}:${port}`)
})

process.on('SIGTERM', () => {
  server.close(() => {
    rmSync(pidFile, { force: true })
    process.exit()
  })
  server.closeIdleConnections()
  setTimeout(() => server.closeAllConnections(), 1_000).unref()
})
