/**
 * One agent a home: two would both run the commands of one journal. The lock is a file with the process that holds it;
 * of a process that is gone nothing has to be cleaned up by hand.
 */
import { closeSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { isErrno } from './durable-file.ts'
import { recordProcess, type RecordedProcess, stillRuns } from './journal/recorded-process.ts'

/** Undefined when another agent runs there. */
export function lockHome(path: string): { release(): void } | undefined {
  if (tryToCreate(path) || (isStale(path) && tryAgain(path))) return { release: () => rmSync(path, { force: true }) }
  return undefined
}

function tryToCreate(path: string): boolean {
  try {
    const file = openSync(path, 'wx', 0o600)
    writeSync(file, JSON.stringify(recordProcess(process.pid, false)))
    closeSync(file)
    return true
  } catch (error) {
    if (isErrno(error, 'EEXIST')) return false
    throw error
  }
}

function tryAgain(path: string): boolean {
  rmSync(path, { force: true })
  return tryToCreate(path)
}

function isStale(path: string): boolean {
  const holder = readHolder(path)
  if (holder === undefined) return true
  return holder.startTime === '' ? !isAlive(holder.pid) : !stillRuns(holder)
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
