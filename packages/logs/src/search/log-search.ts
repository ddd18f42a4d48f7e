/** A search over the whole stored log of one deployment: which lines, and exactly how many. */
import { errorWords, terminalCodes, warningWords, type LogLine, type LogSeverity } from '@sluice/model'
import type { LineFilter } from '../block.ts'
import { decodeLine, toldLine } from '../stored-line.ts'
import type { Piece } from '../track.ts'
import type { JobAnswer, Pattern, SearchJob } from './search-job.ts'
import type { Asker, LaneAnswer, SearchLane } from './search-lane.ts'

export interface LogSearch {
  /** As it is typed; empty finds every line. */
  text: string
  isRegex: boolean
  isCaseSensitive: boolean
  targets?: readonly string[] | undefined
  events?: readonly string[] | undefined
  streams?: readonly LogLine['stream'][] | undefined
  severities?: readonly LogSeverity[] | undefined
  /** Hits after this line. */
  afterSeq: number
  limit: number
  /** Whether all hits are counted; without, it ends with its page. */
  counts: boolean
}

export interface LogHit {
  line: LogLine
  /** Where it matches, in its text without terminal codes: from, to. */
  ranges: [number, number][]
}

export interface HitCount {
  targetId: string
  event: string
  lines: number
}

export interface LogSearchPage {
  hits: LogHit[]
  more: boolean
  /** One entry for each target and event that has hits. */
  counts: HitCount[]
  /** False when the log is so long that the time was over: the counts are then at least so many. */
  isWhole: boolean
}

/** `unfit`: the expression cannot be tried, and why. A `fault` is ours. */
export type LogSearchAnswer = LogSearchPage | Exclude<LaneAnswer, JobAnswer>

/** Small enough that getting on is seen, large enough that reading is cheap. */
export const pieceBytes = 256 * 1024
const budgetMs = 30_000
/** Sixteen that wait for each other wait no longer than a minute or so. */
const sharedBudgetMs = 5000

export const filterOf = ({ targets, events }: LogSearch): LineFilter => ({
  targets: targets && new Set(targets),
  events: events && new Set(events),
})

export async function searchIn(
  tracks: Piece[][],
  search: LogSearch,
  lane: SearchLane,
  asker: Asker,
): Promise<LogSearchAnswer> {
  const answer = await lane.run(jobFor(tracks, search), asker)
  return isAnswer(answer) ? pageOf(answer, search) : answer
}

const isAnswer = (answer: LaneAnswer): answer is JobAnswer => 'hits' in answer

/** One hit more than asked for tells whether there are more. */
function jobFor(tracks: Piece[][], search: LogSearch): Omit<SearchJob, 'progress'> {
  const { text, isRegex, isCaseSensitive, targets, events, streams, severities, afterSeq, limit, counts } = search
  const flags = isCaseSensitive ? '' : 'i'
  const literal = (wanted: string): Pattern => ({ source: escaped(wanted), flags })
  return {
    tracks,
    pattern: text === '' ? undefined : isRegex ? { source: text, flags } : literal(text),
    needle: text === '' || isRegex ? undefined : literal(JSON.stringify(text).slice(1, -1)),
    targets,
    events,
    streams,
    severities,
    words: { error: asData(errorWords), warning: asData(warningWords), terminalCodes: asData(terminalCodes) },
    afterSeq,
    mostHits: limit === 0 ? 0 : limit + 1,
    counts,
    budgetMs,
    sharedBudgetMs,
  }
}

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')
const asData = ({ source, flags }: RegExp): Pattern => ({ source, flags })

function pageOf({ hits, counts, isWhole }: JobAnswer, { limit }: LogSearch): LogSearchPage {
  const inOrder = hits.toSorted((a, b) => a.seq - b.seq)
  return {
    hits: inOrder.slice(0, limit).map(({ text, ranges }) => ({ line: toldLine(decodeLine(text)), ranges })),
    more: inOrder.length > limit,
    counts: [...counts].map(([key, lines]) => {
      const [targetId = '', event = ''] = key.split('\n')
      return { targetId, event, lines }
    }),
    isWhole,
  }
}
