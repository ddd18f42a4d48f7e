/**
 * Logs of deployments, append-only, in files beside the database: never in the conductor's transaction. A line that was taken
 * survives the end of the process; hosts send again what was not, and what comes twice is stored once.
 */
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { DeploymentId, limits as modelLimits, parseCommandId, type LogLine } from '@sluice/model'
import type { LineFilter } from './block.ts'
import { openDeploymentLog } from './deployment-log.ts'
import type { LinePlace, LogLimits, LogPage, LogQuery, Redact, SentLines } from './log-query.ts'
import { openLogs } from './open-logs.ts'
import { deploymentsIn, isOld, removalOf, removeLog, type Removal } from './removal.ts'
import { filterOf, pieceBytes, searchIn, type LogSearch, type LogSearchAnswer } from './search/log-search.ts'
import { createSearchLane, type Asker } from './search/search-lane.ts'

export interface Logs {
  /** Resolves with the lines that were new, once they are in the file. */
  append(sent: SentLines): Promise<LogLine[]>
  read(deploymentId: string, query: LogQuery): Promise<LogPage>
  /** The newest lines, oldest first. */
  tail(deploymentId: string, lines: number): Promise<LogPage>
  /** Everything after `seq`, at most so many lines. */
  since(deploymentId: string, seq: number, limit: number): Promise<LogPage>
  /** All lines that match, oldest first, as fast as they are taken. */
  lines(deploymentId: string, filter: LineFilter): AsyncGenerator<LogLine>
  /** The line that a link names; undefined when it never came or is not kept. */
  find(deploymentId: string, place: LinePlace): Promise<LogLine | undefined>
  /** Over the whole stored log, in a thread of its own. */
  search(deploymentId: string, search: LogSearch, asker?: Asker): Promise<LogSearchAnswer>
  /** When the log was removed; undefined while it is there, and when there never was one. */
  removal(deploymentId: string): Promise<Removal | undefined>
  /** After each batch was written, in order. */
  onAppended(listener: (deploymentId: string, lines: LogLine[]) => void): () => void
  /**
   * Removes the logs into which nothing was written since `time`, but those to keep; answers whose. Milliseconds since the epoch.
   */
  removeOlderThan(time: number, now: number, keep?: ReadonlySet<string>): Promise<string[]>
}

export interface LogsOptions {
  limits?: LogLimits
  /** Secrets are masked before the disk; without it nothing is. */
  redact?: Redact
  /** How long a search may stand still on one piece of a file. */
  stuckSearchMs?: number
}

const usualLimits: LogLimits = {
  lineBytes: modelLimits.logLineBytes,
  eventBytes: modelLimits.logBytesPerEventAndTarget,
  segmentBytes: 8 * 1024 * 1024,
  blockBytes: 64 * 1024,
}
const asItIs: Redact = (text) => ({ text, keyLines: 0 })
/** Opening one again reads its index, so this bounds memory, not speed. */
const mostOpen = 100
const mostWaitingSearches = 16

export function createLogs(folder: string, options: LogsOptions = {}): Logs {
  const { limits = usualLimits, redact = asItIs, stuckSearchMs = 2000 } = options
  const listeners = new Set<(deploymentId: string, lines: LogLine[]) => void>()
  const pathOf = (deploymentId: string) => join(folder, DeploymentId.parse(deploymentId))
  const open = openLogs(
    (deploymentId) =>
      openDeploymentLog(pathOf(deploymentId), { limits, redact, onStored: (lines) => tell(deploymentId, lines) }),
    mostOpen,
  )
  // Counting a long log takes a second: a first page of hits does not wait behind it.
  const laneLimits = { stuckMs: stuckSearchMs, mostWaiting: mostWaitingSearches }
  const lanes = { counts: createSearchLane(laneLimits), pages: createSearchLane(laneLimits) }

  return {
    append: (sent) => open.use(parseCommandId(sent.commandId).deploymentId, (log) => log.append(sent)),
    read,
    tail: (deploymentId, lines) => read(deploymentId, { limit: lines }),
    since: (deploymentId, seq, limit) => read(deploymentId, { fromSeq: seq + 1, limit }),
    async *lines(deploymentId, filter) {
      if (!(await isThere(deploymentId))) return
      yield* open.useForLong(deploymentId, (log) => log.lines(filter))
    },
    find: async (deploymentId, place) =>
      (await isThere(deploymentId)) ? open.use(deploymentId, (log) => log.find(place)) : undefined,
    search: async (deploymentId, search, asker = {}) => {
      const from = search.counts ? 1 : search.afterSeq + 1
      const tracks = (await isThere(deploymentId))
        ? await open.use(deploymentId, async (log) => log.pieces(filterOf(search), from, pieceBytes))
        : []
      return searchIn(tracks, search, search.counts ? lanes.counts : lanes.pages, asker)
    },
    removal: async (deploymentId) => ((await isThere(deploymentId)) ? removalOf(pathOf(deploymentId)) : undefined),
    onAppended: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    removeOlderThan: async (time, now, keep) => {
      const removed: string[] = []
      for (const deploymentId of await deploymentsIn(folder)) {
        const path = pathOf(deploymentId)
        if (keep?.has(deploymentId) === true || open.isUsed(deploymentId) || !(await isOld(path, time))) continue
        open.forget(deploymentId)
        await removeLog(path, now)
        removed.push(deploymentId)
      }
      return removed
    },
  }

  /** A deployment without lines has no folder, and reading makes none. */
  async function read(deploymentId: string, query: LogQuery): Promise<LogPage> {
    if (await isThere(deploymentId)) return open.use(deploymentId, (log) => log.read(query))
    const firstSeq = query.fromSeq ?? 1
    return { lines: [], firstSeq, lastSeq: firstSeq - 1, more: false }
  }

  async function isThere(deploymentId: string): Promise<boolean> {
    return open.has(deploymentId) || (await stat(pathOf(deploymentId)).catch(() => undefined)) !== undefined
  }

  /** The lines are in the file: what a listener does wrong is not their sender's trouble. */
  function tell(deploymentId: string, lines: LogLine[]): void {
    for (const listener of listeners) {
      try {
        listener(deploymentId, lines)
      } catch (fault) {
        console.error('a listener of logs threw', fault)
      }
    }
  }
}
