/** Is the shop on this host well, and of the version that this bundle holds? Asks `/healthz`, or the path it is given. */
import { readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { healthOf } from './health-of.mjs'

const tries = 3
const path = process.argv[2] ?? '/healthz'
const { version } = JSON.parse(readFileSync(new URL('../app/release.json', import.meta.url), 'utf8'))

/** Answers what is wrong, or nothing. */
async function complaint() {
  try {
    const { url, status, body } = await healthOf(path)
    if (status !== 200) return `${path} answered ${status}: ${body.message}`
    if (body.version !== version) return `${path} answers for version ${body.version}, not ${version}`
    const products = body.products === undefined ? '' : `, ${body.products} products`
    console.log(`${url} answered 200: storefront ${body.version}${products}`)
    return undefined
  } catch (error) {
    return `${path} does not answer: ${error.cause?.message ?? error.message}`
  }
}

let wrong
for (let round = 1; round <= tries; round++) {
  wrong = await complaint()
  if (wrong === undefined) break
  console.log(`Try ${round} of ${tries}: ${wrong}`)
  if (round < tries) await pause(400)
}
if (wrong !== undefined) {
  console.error(wrong)
  process.exit(1)
}
