/**
 * One stream of what was asked page by page and what came since, each thing once: facts about deployments, and changes of the
 * set-up. Facts of one deployment within a minute are one entry.
 */
import type { ActivityInfo, SetUpChange } from '@sluice/api/contracts'

type Fact = ActivityInfo
type Change = SetUpChange

/** Of the two lists of an answer, which have places of their own. */
export interface Told {
  activity: readonly Fact[]
  changes: readonly Change[]
}

export type Row = { fact: Fact } | { change: Change }

/** How far each list was told when somebody paused. */
export interface PausedAt {
  fact: number
  change: number
}

export interface Stream {
  /** Newest first. */
  shown: Row[]
  /** How many are newer than where it was paused. */
  waiting: number
}

export function streamOf(answers: readonly Told[], pausedAt: PausedAt | undefined): Stream {
  const facts = eachOnce(answers.flatMap(({ activity }) => activity))
  const changes = eachOnce(answers.flatMap((answer) => answer.changes))
  const upTo = pausedAt ?? { fact: Infinity, change: Infinity }
  const shown = merged(
    facts.filter(({ place }) => place <= upTo.fact),
    changes.filter(({ place }) => place <= upTo.change),
  )
  return { shown, waiting: facts.length + changes.length - shown.length }
}

export function pauseAt(shown: readonly Row[]): PausedAt {
  const newest = (places: readonly number[]) => Math.max(0, ...places)
  return {
    fact: newest(shown.flatMap((row) => ('fact' in row ? [row.fact.place] : []))),
    change: newest(shown.flatMap((row) => ('change' in row ? [row.change.place] : []))),
  }
}

/** By place, the newest first. */
function eachOnce<One extends { place: number }>(rows: readonly One[]): One[] {
  return [...new Map(rows.map((row) => [row.place, row])).values()].toSorted((a, b) => b.place - a.place)
}

/** Each list keeps its own order: only between the two is the time asked. */
function merged(facts: readonly Fact[], changes: readonly Change[]): Row[] {
  const rows: Row[] = []
  let next = 0
  for (const fact of facts) {
    for (let change = changes[next]; change !== undefined && isNewer(change, fact); change = changes[next]) {
      rows.push({ change })
      next += 1
    }
    rows.push({ fact })
  }
  return [...rows, ...changes.slice(next).map((change) => ({ change }))]
}

const isNewer = (a: { at: string }, b: { at: string }): boolean => Date.parse(a.at) > Date.parse(b.at)

/** What happened to one deployment within a minute, newest first and never empty; or one change of the set-up. */
export type Entry = { deploymentId: string; facts: readonly Fact[] } | { change: Change }

const togetherMs = 60_000

/** Facts belong together with nothing else in between. */
export function entriesOf(rows: readonly Row[]): Entry[] {
  const entries: ({ deploymentId: string; facts: Fact[] } | { change: Change })[] = []
  for (const row of rows) {
    if ('change' in row) {
      entries.push(row)
      continue
    }
    const last = entries.at(-1)
    const { fact } = row
    if (last !== undefined && 'facts' in last && belongs(last.facts[0], fact)) last.facts.push(fact)
    else entries.push({ deploymentId: fact.deploymentId, facts: [fact] })
  }
  return entries
}

const belongs = (newest: Fact | undefined, fact: Fact): boolean =>
  newest?.deploymentId === fact.deploymentId && Date.parse(newest.at) - Date.parse(fact.at) <= togetherMs
