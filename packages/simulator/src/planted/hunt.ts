/**
 * The hunt: for each planted bug, seed after seed in a process of its own, until a rule breaks. A bug may also make a run crash or
 * never end; so may a machine that is busy with something else, so that counts only when the same seed does it twice.
 */
import { mkdir, rm } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { buildPlanted, root } from './build-planted.ts'
import type { PlantedBug } from './planted-bug.ts'
import { searchRun } from './search-run.ts'

export interface Hunted {
  /** Absent for the shipped code as it is. */
  bug?: PlantedBug
  /** What gave it away; undefined when no seed did. */
  found: Found | undefined
  /** How many seeds were run, the last one included. */
  seeds: number
}

export interface Found {
  seed: number
  /** A rule that broke; otherwise the run crashed, or did not end, each time. */
  by: 'rule' | 'otherwise'
  what: string
}

/** Bundles lie where the packages that are not ours are found. */
const bundles = `${root}node_modules/.cache/sluice-planted/${process.pid}`
const search = fileURLToPath(new URL('search.ts', import.meta.url))

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
      const bundle = `${bundles}/${place}.mjs`
      await buildPlanted(search, bundle, bug)
      const found = await firstFound(bundle, mostSeeds)
      const came = { ...(bug && { bug }), found, seeds: found?.seed ?? mostSeeds }
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

async function firstFound(bundle: string, mostSeeds: number): Promise<Found | undefined> {
  for (let from = 1; from <= mostSeeds;) {
    const { seed, invariant, trouble } = await searchRun(bundle, from, mostSeeds)
    if (invariant !== undefined) return { seed, by: 'rule', what: invariant }
    if (trouble === undefined) return undefined
    const again = await searchRun(bundle, seed, seed)
    if (again.invariant !== undefined) return { seed, by: 'rule', what: again.invariant }
    if (again.trouble !== undefined) return { seed, by: 'otherwise', what: again.trouble }
    from = seed + 1
  }
  return undefined
}
