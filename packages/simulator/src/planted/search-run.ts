/** One process that runs seeds: which rule one of them broke, or how the process ended otherwise. */
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { Said } from './search.ts'

export interface SearchRun {
  /** The last that began. */
  seed: number
  /** A rule that did not hold. */
  invariant?: string
  /** Why it did not end well: it was ended after a time, or it crashed. */
  trouble?: string
}

/** A run takes some milliseconds; one that takes so long goes round for ever, or the machine does something else. */
const longestRunMilliseconds = 60_000

export async function searchRun(bundle: string, from: number, until: number): Promise<SearchRun> {
  const child = spawn(process.execPath, [bundle, String(from), String(until)], { stdio: ['ignore', 'pipe', 'pipe'] })
  let errors = ''
  child.stderr.on('data', (text: Buffer) => (errors = (errors + text.toString()).slice(-2000)))
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  let last: Said = { seed: 0 }
  const watch = () => setTimeout(() => child.kill('SIGKILL'), longestRunMilliseconds)
  let timer = watch()
  for await (const line of createInterface(child.stdout)) {
    last = JSON.parse(line) as Said
    clearTimeout(timer)
    timer = watch()
  }
  await ended
  clearTimeout(timer)
  if (last.seed === 0) throw new Error(`The simulator did not start: ${errors}`)
  if (last.invariant !== undefined || child.exitCode === 0) return last
  return { seed: last.seed, trouble: child.exitCode === null ? 'the run does not end' : errorIn(errors) }
}

function errorIn(errors: string): string {
  return errors.split('\n').find((line) => line.includes('Error')) ?? 'the process ended'
}
