import { readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'

const tries = 3
const { version } = JSON.parse(readFileSync(new URL('../app/release.json', import.meta.url), 'utf8'))
const url = `http://${process.env.SLUICE_HOST_ADDRESS || '127.0.0.1'}:${process.env.PORT || 8080}/healthz`

/** Answers what is wrong, or nothing. */
async function complaint() {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(2_000) })
    const health = await response.json()
    if (response.status !== 200) return `/healthz answered ${response.status}: ${health.message}`
    if (health.version !== version) return `/healthz answers for version ${health.version}, not ${version}`
    console.log(`${url} answered 200: storefront ${health.version}, ${health.products} products`)
    return undefined
  } catch (error) {
    return `${url} does not answer: ${error.cause?.message ?? error.message}`
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
