/**
 * The lines of the log, gathered by host, lifecycle event and script. Takes in only what came since the last look, so
 * that a hundred thousand lines cost nothing while one is added.
 */
import { severityOf, type LogLine, type LogSeverity } from '@sluice/model'
import { linesAfter } from '../../../live/log.ts'
import { addToSections, type LineSections } from './sections.ts'

export interface LineGroup extends LineSections {
  key: string
  targetId: string
  event: string
  script: string
  lines: LogLine[]
}

export interface LineGroups {
  /** In the order of their first lines. */
  readonly groups: readonly LineGroup[]
  readonly count: number
  /** Lines that came at the end so far; older ones that were loaded later do not count. */
  readonly arrived: number
  /** When the event of a line began, by its first line; undefined when that is not loaded. */
  beganAt(line: LogLine): number | undefined
  /** Takes in the lines of a window; answers how many were new. */
  take(lines: readonly LogLine[]): number
}

export interface LogFilter {
  host: string | undefined
  event: string | undefined
  stream?: LogLine['stream'] | undefined
  severities?: readonly LogSeverity[] | undefined
}

/** What was left out is told whatever is looked for. */
export function isWanted(line: LogLine, { host, event, stream, severities }: LogFilter): boolean {
  if (host !== undefined && host !== line.targetId) return false
  if (event !== undefined && event !== line.event) return false
  if (line.leftOut !== undefined) return true
  if (stream !== undefined && stream !== line.stream) return false
  if (severities === undefined) return true
  const guess = severityOf(line)
  return guess !== undefined && severities.includes(guess)
}

export function createLineGroups(filter: LogFilter): LineGroups {
  let groups: LineGroup[] = []
  let byKey = new Map<string, LineGroup>()
  /** By host and event: the group of the line that came last. */
  let latestOf = new Map<string, LineGroup>()
  let known: { lines: readonly LogLine[] | undefined; firstSeq: number; lastSeq: number } = nothing
  const began = new Map<string, number>()
  let count = 0
  let arrived = 0
  let newestSeq = 0

  const add = (line: LogLine): boolean => {
    if (line.line === 1) began.set(`${line.targetId}\n${line.event}`, line.at)
    if (!isWanted(line, filter)) return false
    const group = groupFor(line)
    addToSections(group, line)
    group.lines.push(line)
    count += 1
    if (line.seq > newestSeq) arrived += 1
    return true
  }

  /** What the agent itself says of an event stands with the script it speaks of, before it and after it. */
  const groupFor = (line: LogLine): LineGroup => {
    const place = `${line.targetId}\n${line.event}`
    const latest = latestOf.get(place)
    if (latest !== undefined && line.script === '') return latest
    if (latest?.script === '') latest.script = line.script
    const known = latest?.script === line.script ? latest : byKey.get(`${place}\n${line.script}`)
    const group = known ?? {
      key: `${place}\n${line.script}`,
      targetId: line.targetId,
      event: line.event,
      script: line.script,
      lines: [],
      sections: [],
      head: [],
      isAfterSection: false,
    }
    if (known === undefined) groups.push(group)
    byKey.set(`${place}\n${line.script}`, group)
    latestOf.set(place, group)
    return group
  }

  const forget = () => {
    latestOf = new Map()
    groups = []
    byKey = new Map()
    count = 0
    known = nothing
  }

  return {
    get groups() {
      return groups
    },
    get count() {
      return count
    },
    get arrived() {
      return arrived
    },
    beganAt: ({ targetId, event }) => began.get(`${targetId}\n${event}`),
    take(lines) {
      const firstSeq = lines[0]?.seq ?? 0
      const isAnotherWindow = known.lines !== undefined && (known.lines !== lines || known.firstSeq !== firstSeq)
      if (isAnotherWindow) forget()
      let added = 0
      for (const line of linesAfter(lines, known.lastSeq)) if (add(line)) added += 1
      known = { lines, firstSeq, lastSeq: lines.at(-1)?.seq ?? 0 }
      newestSeq = Math.max(newestSeq, known.lastSeq)
      return added
    },
  }
}

const nothing = { lines: undefined, firstSeq: 0, lastSeq: 0 }
