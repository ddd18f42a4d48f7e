/**
 * Makes a checkout runnable: installs what the lockfile asks for when it is not there, builds what changed. One at a
 * time in one checkout: a second start waits for the first.
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { takeLock } from '../apps/supervisor/src/lock-file.mjs'
import { binary, root, runQuietly } from './run.mjs'

export async function setUp() {
  const release = await lockCheckout()
  try {
    if (!isInstalled()) await step('Installing packages (the first time this takes a few minutes)', 'npm', npmCi)
    await step('Building what changed', binary('turbo'), ['run', 'build', '--output-logs=errors-only'])
  } finally {
    release()
  }
}

const npmCi = ['ci', '--include=dev', '--no-audit', '--no-fund']

async function step(doing, command, args) {
  const { isGood, words } = await runQuietly(doing, command, args)
  if (isGood) return
  console.error(`${words}\n${doing}: failed, see above.`)
  process.exit(1)
}

async function lockCheckout() {
  mkdirSync(`${root}.turbo`, { recursive: true })
  for (let tries = 0; ; tries++) {
    const lock = takeLock(`${root}.turbo/set-up.lock`)
    if (lock.taken) return lock.release
    if (tries === 5) console.log(`Waiting for process ${lock.holder.pid}, which is setting up this checkout…`)
    await pause(200)
  }
}

/**
 * True when npm's own record of `node_modules` agrees with the lockfile and the one native module loads in this Node.
 * npm writes the record last, so an installation that was interrupted does not count.
 */
function isInstalled() {
  const wanted = packagesIn('package-lock.json')
  const present = packagesIn('node_modules/.package-lock.json')
  if (wanted === undefined || present === undefined) return false
  const isPresent = ([path, { version, integrity, optional, resolved }]) => {
    const found = present[path]
    if (found === undefined) return path === '' || optional === true
    return found.version === version && found.integrity === integrity && found.resolved === resolved
  }
  return (
    Object.entries(wanted).every(isPresent) && Object.keys(present).every((path) => path in wanted) && nativeLoads()
  )
}

function packagesIn(path) {
  try {
    return JSON.parse(readFileSync(root + path, 'utf8')).packages
  } catch {
    return undefined
  }
}

function nativeLoads() {
  const load = "new (require('better-sqlite3'))(':memory:').close()"
  return spawnSync(process.execPath, ['-e', load], { cwd: root, stdio: 'ignore' }).status === 0
}
