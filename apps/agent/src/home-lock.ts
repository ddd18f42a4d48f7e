/**
 * One agent a home: two would both run the commands of one journal. The lock is the file with the highest number, and
 * holds the process that has it; of a process that is gone nothing has to be cleaned up by hand.
 *
 * Nobody ever removes or moves the highest file. A dead holder is followed by linking the next number, which only one of
 * many can do; who was slow and linked a number that is no longer the highest backs off.
 */
import { linkSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { isErrno } from './durable-file.ts'
import { recordProcess, type RecordedProcess, stillRuns } from './journal/recorded-process.ts'

/** Undefined when another agent runs there. */
export function lockHome(path: string): { release(): void } | undefined {
  const claim = `${path}.claim-${process.pid}`
  writeFileSync(claim, JSON.stringify(recordProcess(process.pid, false)), { mode: 0o600 })
  try {
    for (;;) {
      const last = numbersOf(path).at(-1) ?? 0
      if (last > 0 && isHeld(`${path}.${last}`)) return undefined
      if (tryToFollow(path, claim, last)) return { release: () => truncateSync(`${path}.${last + 1}`) }
    }
  } finally {
    rmSync(claim, { force: true })
  }
}

function tryToFollow(path: string, claim: string, last: number): boolean {
  const own = `${path}.${last + 1}`
  if (!linked(claim, own)) return false
  const others = numbersOf(path)
  const isHighest = others.at(-1) === last + 1
  if (!isHighest) rmSync(own, { force: true })
  else for (const number of others.slice(0, -1)) rmSync(`${path}.${number}`, { force: true })
  return isHighest
}

function linked(from: string, to: string): boolean {
  try {
    linkSync(from, to)
    return true
  } catch (error) {
    if (isErrno(error, 'EEXIST')) return false
    throw error
  }
}

function numbersOf(path: string): number[] {
  const prefix = `${basename(path)}.`
  return readdirSync(dirname(path))
    .filter((name) => name.startsWith(prefix) && /^\d+$/.test(name.slice(prefix.length)))
    .map((name) => Number(name.slice(prefix.length)))
    .toSorted((a, b) => a - b)
}

/** An empty file was released, or a power loss emptied it; one that is gone has a successor, which the next look finds. */
function isHeld(path: string): boolean {
  const holder = readHolder(path)
  if (holder === undefined) return false
  return holder.startTime === '' ? isAlive(holder.pid) : stillRuns(holder)
}

function readHolder(path: string): RecordedProcess | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as RecordedProcess
  } catch {
    return undefined
  }
}

/** Where start times are not known. */
function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return isErrno(error, 'EPERM')
  }
}
