/**
 * The hunt: for each planted bug, seed after seed in a process of its own, until an invariant fails. A bug may also make the
 * service throw, or never come to rest: whatever ends a run other than well counts, for nothing else was changed.
 */
import { spawn } from 'node:child_process'
import { mkdir, rm } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { buildPlanted, root } from './build-planted.ts'
import type { PlantedBug } from './planted-bug.ts'
import type { Said } from './search.ts'

export interface Hunted {
  /** Absent for the shipped code as it is. */
  bug?: PlantedBug
  /** What gave it away; undefined when no seed did. */
  found: { seed: number; invariant: string } | undefined
  /** How many seeds were run, the last one included. */
  seeds: number
}

/** Bundles lie where the packages that are not ours are found. */
const bundles = `${root}node_modules/.cache/sluice-planted/${process.pid}`
const search = fileURLToPath(new URL('search.ts', import.meta.url))
/** A run takes some milliseconds; one that takes so long goes round for ever. */
const longestRunMilliseconds = 60_000

/** Two at a time: each takes a core. */
export async function huntAll(
  bugs: readonly (PlantedBug | undefined)[],
  mostSeeds: number,
  tell: (hunted: Hunted) => void = () => undefined,
): Promise<Hunted[]> {
  await mkdir(bundles, { recursive: true })
  const waiting = [...bugs.entries()]
  const hunted: Hunted[] = []
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [place, bug] = next
      const came = await hunt(bug, `${bundles}/${place}.mjs`, mostSeeds)
      hunted[place] = came
      tell(came)
    }
  }
  try {
    await Promise.all([worker(), worker()])
  } finally {
    await rm(bundles, { recursive: true, force: true })
  }
  return hunted
}

async function hunt(bug: PlantedBug | undefined, bundle: string, mostSeeds: number): Promise<Hunted> {
  await buildPlanted(search, bundle, bug)
  const child = spawn(process.execPath, [bundle, String(mostSeeds)], { stdio: ['ignore', 'pipe', 'pipe'] })
  let trouble = ''
  child.stderr.on('data', (text: Buffer) => (trouble = (trouble + text.toString()).slice(-2000)))
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  let last: Said = { seed: 0 }
  let watch = setTimeout(() => child.kill('SIGKILL'), longestRunMilliseconds)
  for await (const line of createInterface(child.stdout)) {
    last = JSON.parse(line) as Said
    clearTimeout(watch)
    watch = setTimeout(() => child.kill('SIGKILL'), longestRunMilliseconds)
  }
  await ended
  clearTimeout(watch)
  return { ...(bug && { bug }), ...outcome(last, child.exitCode, trouble, mostSeeds) }
}

function outcome(last: Said, exitCode: number | null, trouble: string, mostSeeds: number): Omit<Hunted, 'bug'> {
  const seeds = last.seed
  if (last.invariant !== undefined) return { seeds, found: { seed: last.seed, invariant: last.invariant } }
  if (exitCode === 0) return { seeds: mostSeeds, found: undefined }
  if (seeds === 0) throw new Error(`The simulator did not start: ${trouble}`)
  return { seeds, found: { seed: seeds, invariant: exitCode === null ? 'the run does not end' : firstLine(trouble) } }
}

function firstLine(trouble: string): string {
  return trouble.split('\n').find((line) => line.includes('Error')) ?? 'the process ended'
}
