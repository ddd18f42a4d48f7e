/** One stream of what was asked page by page and what came since, each fact once; and facts of one moment as one entry. */
import type { ActivityInfo } from '@sluice/api/contracts'

type Rows = readonly ActivityInfo[]

/** Newest first. While it is paused, what is newer than `pausedAt` waits. */
export function streamOf(
  head: Rows,
  pages: Rows,
  pausedAt: number | undefined,
): { shown: ActivityInfo[]; waiting: number } {
  const byPlace = new Map([...pages, ...head].map((row) => [row.place, row]))
  const all = [...byPlace.values()].toSorted((a, b) => b.place - a.place)
  const shown = pausedAt === undefined ? all : all.filter(({ place }) => place <= pausedAt)
  return { shown, waiting: all.length - shown.length }
}

export interface Entry {
  deploymentId: string
  /** Newest first; never empty. */
  facts: readonly ActivityInfo[]
}

const togetherMs = 60_000

/** What happened to one deployment within a minute, with nothing of another in between. */
export function entriesOf(rows: Rows): Entry[] {
  const entries: { deploymentId: string; facts: ActivityInfo[] }[] = []
  for (const row of rows) {
    const last = entries.at(-1)
    const newest = last?.facts[0]
    const belongs =
      last?.deploymentId === row.deploymentId &&
      newest !== undefined &&
      Date.parse(newest.at) - Date.parse(row.at) <= togetherMs
    if (belongs) last.facts.push(row)
    else entries.push({ deploymentId: row.deploymentId, facts: [row] })
  }
  return entries
}
