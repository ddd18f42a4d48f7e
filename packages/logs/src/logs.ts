/**
 * Logs of deployments, append-only, in files beside the database: never in the conductor's transaction. A line that was taken
 * survives the end of the process; hosts send again what was not, and what comes twice is stored once.
 */
import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { DeploymentId, limits as modelLimits, parseCommandId, type LogLine } from '@sluice/model'
import { openDeploymentLog } from './deployment-log.ts'
import type { LogLimits, LogPage, LogQuery, SentLines } from './log-query.ts'
import { openLogs } from './open-logs.ts'

export interface Logs {
  /** Resolves with the lines that were new, once they are in the file. */
  append(sent: SentLines): Promise<LogLine[]>
  read(deploymentId: string, query: LogQuery): Promise<LogPage>
  /** The newest lines, oldest first. */
  tail(deploymentId: string, lines: number): Promise<LogPage>
  /** Everything after `seq`, at most so many lines. */
  since(deploymentId: string, seq: number, limit: number): Promise<LogPage>
  /** After each batch was written, in order. */
  onAppended(listener: (deploymentId: string, lines: LogLine[]) => void): () => void
  /** Removes the logs into which nothing was written since; answers whose. Milliseconds since the epoch. */
  removeOlderThan(time: number): Promise<string[]>
}

const usualLimits: LogLimits = {
  lineBytes: modelLimits.logLineBytes,
  eventBytes: modelLimits.logBytesPerEventAndTarget,
  segmentBytes: 8 * 1024 * 1024,
  blockBytes: 64 * 1024,
}
/** Opening one again reads its index, so this bounds memory, not speed. */
const mostOpen = 100

export function createLogs(folder: string, limits: LogLimits = usualLimits): Logs {
  const listeners = new Set<(deploymentId: string, lines: LogLine[]) => void>()
  const open = openLogs(async (deploymentId) => {
    const path = join(folder, DeploymentId.parse(deploymentId))
    return openDeploymentLog(path, limits, (lines) => tell(deploymentId, lines))
  }, mostOpen)

  return {
    append: (sent) => open.use(parseCommandId(sent.commandId).deploymentId, (log) => log.append(sent)),
    read,
    tail: (deploymentId, lines) => read(deploymentId, { limit: lines }),
    since: (deploymentId, seq, limit) => read(deploymentId, { fromSeq: seq + 1, limit }),
    onAppended: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    removeOlderThan: async (time) => {
      const removed: string[] = []
      for (const deploymentId of await deploymentsIn(folder)) {
        const path = join(folder, deploymentId)
        if (open.isUsed(deploymentId) || (await lastWritten(path)) >= time) continue
        open.forget(deploymentId)
        await rm(path, { recursive: true, force: true })
        removed.push(deploymentId)
      }
      return removed
    },
  }

  /** A deployment without lines has no folder, and reading makes none. */
  async function read(deploymentId: string, query: LogQuery): Promise<LogPage> {
    if (open.has(deploymentId) || (await isThere(join(folder, DeploymentId.parse(deploymentId)))))
      return open.use(deploymentId, (log) => log.read(query))
    const firstSeq = query.fromSeq ?? 1
    return { lines: [], firstSeq, lastSeq: firstSeq - 1, more: false }
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

async function isThere(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined)) !== undefined
}

async function deploymentsIn(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => [])
  return names.filter((name) => DeploymentId.safeParse(name).success).sort()
}

async function lastWritten(path: string): Promise<number> {
  const files = await readdir(path, { recursive: true })
  const times = await Promise.all(files.map(async (file) => (await stat(join(path, file))).mtimeMs))
  return Math.max(0, ...times)
}
