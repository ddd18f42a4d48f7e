/** Where the browser for the stories is; installs one when there is none. */
import { existsSync, readdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { binary, runQuietly } from './run.mjs'

const systemChromium = '/usr/bin/chromium'

/** Answers the path of a browser, or undefined when Playwright finds its own. Throws with the reason when there is none. */
export async function findChromium() {
  const found = chromiumHere()
  if (found !== undefined) return found.path
  if (process.getuid?.() === 0 && existsSync('/etc/debian_version') && (await installByApt())) return systemChromium
  const { isGood, words } = await runQuietly('Installing a browser', binary('playwright'), ['install', 'chromium'])
  if (isGood) return undefined
  throw new Error(`No browser: set CHROMIUM_PATH, or install Chromium.\n${words}`)
}

function chromiumHere() {
  const named = process.env.CHROMIUM_PATH
  if (named) {
    if (existsSync(named)) return { path: named }
    throw new Error(`CHROMIUM_PATH names ${named}, which does not exist.`)
  }
  if (existsSync(systemChromium)) return { path: systemChromium }
  return hasPlaywrightBrowser() ? { path: undefined } : undefined
}

function hasPlaywrightBrowser() {
  const caches = [
    process.env.PLAYWRIGHT_BROWSERS_PATH,
    join(homedir(), '.cache/ms-playwright'),
    join(homedir(), 'Library/Caches/ms-playwright'),
  ]
  return caches.some(
    (cache) => cache && existsSync(cache) && readdirSync(cache).some((name) => name.startsWith('chromium')),
  )
}

/** Debian's package is a real browser; on Ubuntu it only stands for a snap, and then the file is not there. */
async function installByApt() {
  const env = { DEBIAN_FRONTEND: 'noninteractive' }
  await runQuietly('Asking Debian for its packages', 'apt-get', ['update'], { env })
  await runQuietly('Installing Chromium', 'apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], { env })
  return existsSync(systemChromium)
}
