/** How the shop is: for whoever validates an installation (`/healthz`), and for a load balancer (`/health`). */
import { readFileSync } from 'node:fs'
import { readCatalogue } from './catalogue.mjs'

const unwellFile = `${process.env.SLUICE_HOST_ROOT || ''}/var/run/storefront.unwell`

export function health({ release, host, requests }) {
  const catalogue = readCatalogue()
  const missing = release.tables.filter((table) => catalogue[table] === undefined)
  if (missing.length > 0)
    return { status: 500, version: release.version, message: `catalogue table is missing: ${missing}` }
  return { status: 200, version: release.version, host, products: catalogue.products.length, requests }
}

/** 200 only when users may come: 503 while the shop ends, while it is not well, and while somebody wants it to be unwell. */
export function readiness(shop) {
  const { version, message } = health(shop)
  const reason = shop.isEnding ? 'the shop is closing' : (message ?? wantedUnwell())
  return reason === undefined ? { status: 200, version, host: shop.host } : { status: 503, version, message: reason }
}

/** Whoever writes a reason into `/var/run/storefront.unwell` takes the shop out of every load balancer, until the file goes. */
function wantedUnwell() {
  try {
    return readFileSync(unwellFile, 'utf8').trim() || 'asked to be unwell'
  } catch (error) {
    if (error.code === 'ENOENT') return undefined
    throw error
  }
}
