// @ts-check
/**
 * A lock that a file stands for, held by a process and free again as soon as that process is gone, however it ended.
 * Plain JavaScript with built-ins only: the supervisor locks its data folder with it, and `scripts/` locks the checkout
 * with it before anything is installed or built.
 */
import { spawnSync } from 'node:child_process'
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'

/** @typedef {{ pid: number, startedAt: string }} Holder */
/** @typedef {{ taken: true, tookOver: boolean, release: () => void }} Taken `tookOver`: the last holder died holding it. */
/** @typedef {{ taken: false, holder: Holder }} Held */

/**
 * Takes the lock or names its holder; never waits.
 * @param {string} path
 * @returns {Taken | Held}
 */
export function takeLock(path) {
  const claim = `${path}.${process.pid}`
  writeFileSync(claim, JSON.stringify({ pid: process.pid, startedAt: startOf(process.pid) ?? '' }), { mode: 0o600 })
  try {
    return claimLock(path, claim)
  } finally {
    rmSync(claim, { force: true })
  }
}

/**
 * @param {string} path
 * @param {string} claim
 * @returns {Taken | Held}
 */
function claimLock(path, claim) {
  let tookOver = false
  for (;;) {
    if (linked(claim, path)) return { taken: true, tookOver, release: () => rmSync(path, { force: true }) }
    const holder = readHolder(path)
    if (holder === undefined) continue
    if (isAlive(holder)) return { taken: false, holder }
    tookOver = removeDead(path, holder) || tookOver
  }
}

/**
 * Moves the dead holder's file aside before deleting it, so that of two starters only one takes over; a live lock that
 * another starter made in between is put back.
 * @param {string} path
 * @param {Holder} dead
 */
function removeDead(path, dead) {
  const aside = `${path}.dead.${process.pid}`
  try {
    renameSync(path, aside)
  } catch {
    return false
  }
  const moved = readHolder(aside)
  const wasDead = moved === undefined || (moved.pid === dead.pid && moved.startedAt === dead.startedAt)
  if (!wasDead) linked(aside, path)
  rmSync(aside, { force: true })
  return wasDead
}

/**
 * @param {string} from
 * @param {string} to
 */
function linked(from, to) {
  try {
    linkSync(from, to)
    return true
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'EEXIST') return false
    throw error
  }
}

/**
 * Who holds the lock file; nobody when it is missing. Unreadable content is a holder that cannot be alive.
 * @param {string} path
 * @returns {Holder | undefined}
 */
function readHolder(path) {
  let text
  try {
    text = readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
  try {
    const { pid, startedAt } = JSON.parse(text)
    return { pid: Number(pid), startedAt: String(startedAt) }
  } catch {
    return { pid: 0, startedAt: text }
  }
}

/** @param {Holder} holder */
export function isAlive(holder) {
  return holder.pid > 0 && startOf(holder.pid) === holder.startedAt
}

/**
 * When a process started, as a text that differs from every other process that ever has this pid; undefined when it is
 * gone (a zombie is gone).
 * @param {number} pid
 * @returns {string | undefined}
 */
export function startOf(pid) {
  return process.platform === 'linux' ? startOnLinux(pid) : startByPs(pid)
}

/** @param {number} pid */
function startOnLinux(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // After the command in parentheses: the state is field 3, the start in clock ticks since boot is field 22.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    if (fields[0] === 'Z' || fields[0] === 'X') return undefined
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()} ${fields[19]}`
  } catch {
    return undefined
  }
}

/** @param {number} pid */
function startByPs(pid) {
  const answer = spawnSync('ps', ['-p', String(pid), '-o', 'lstart='], { encoding: 'utf8' })
  return answer.stdout?.trim() || undefined
}
