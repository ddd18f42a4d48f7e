/**
 * Log lines on their way to the server. They wait on the disk while the server is away or the agent restarts, and go
 * when the server has stored them.
 */
import type { AgentFrame, HostLogLine } from '@sluice/agent-link'
import { createHash } from 'node:crypto'
import { closeSync, mkdirSync, openSync, readdirSync, readSync, rmSync, statSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import { type LogSender, logSender } from './log-sender.ts'
import { openSpoolFile, type SpoolFile } from './spool-file.ts'

/** Lines that come within this time travel together. */
const batchMs = 50
/** A flood is written before the time is over. */
const batchLines = 1000
const oldestHours = 24

export interface CommandLog {
  write(line: HostLogLine): void
  /** Everything written so far is on its way. */
  flush(): void
  /** Nothing follows. */
  finish(): void
}

export interface Spool {
  logOf(commandId: string): CommandLog
  stored(commandId: string, upTo: number): void
  connected(): void
  /** Puts what is still in memory on the disk. */
  close(): void
}

interface OpenLog {
  path: string
  file: SpoolFile
  sender: LogSender
  batch: HostLogLine[]
  timer?: NodeJS.Timeout | undefined
  isFinished: boolean
}

export interface SpoolNeeds {
  folder: string
  send(frame: AgentFrame): boolean
  largestLogBytes?: number
}

export function openSpool({ folder, send, largestLogBytes }: SpoolNeeds): Spool {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const logs = new Map<string, OpenLog>()
  for (const left of leftLogs(folder)) open(left.commandId, left.path, left).isFinished = true

  function open(commandId: string, path: string, existing?: { header: number; size: number }): OpenLog {
    const limit = largestLogBytes === undefined ? {} : { largestBytes: largestLogBytes }
    const file = openSpoolFile({ path, commandId, ...(existing && { existing }), ...limit })
    const log = { path, file, sender: logSender(commandId, file, send), batch: [], isFinished: false }
    logs.set(commandId, log)
    return log
  }

  function write(log: OpenLog, line: HostLogLine): void {
    log.batch.push(line)
    if (log.batch.length >= batchLines) flush(log)
    else log.timer ??= setTimeout(() => flush(log), batchMs)
  }

  function flush(log: OpenLog): void {
    clearTimeout(log.timer)
    log.timer = undefined
    if (log.batch.length > 0) log.file.append(log.batch)
    log.batch = []
    log.sender.push()
  }

  function finish(log: OpenLog): void {
    flush(log)
    log.file.finish()
    log.sender.push()
    log.isFinished = true
  }

  function removeWhenStored(commandId: string, log: OpenLog): void {
    if (!log.isFinished || !log.sender.isAllStored()) return
    log.file.close()
    rmSync(log.path, { force: true })
    logs.delete(commandId)
  }

  return {
    logOf(commandId) {
      const log = logs.get(commandId) ?? open(commandId, join(folder, fileName(commandId)))
      log.isFinished = false
      return { write: (line) => write(log, line), flush: () => flush(log), finish: () => finish(log) }
    },
    stored(commandId, upTo) {
      const log = logs.get(commandId)
      log?.sender.stored(upTo)
      if (log !== undefined) removeWhenStored(commandId, log)
    },
    connected() {
      for (const log of logs.values()) log.sender.sendAgain()
    },
    close() {
      for (const log of logs.values()) {
        flush(log)
        log.file.close()
      }
    },
  }
}

const fileName = (commandId: string): string =>
  `${createHash('sha256').update(commandId).digest('hex').slice(0, 32)}.jsonl`

interface LeftLog {
  commandId: string
  path: string
  header: number
  size: number
}

/** What an earlier life of the agent could not send. A torn last line is cut off; old files go. */
function leftLogs(folder: string): LeftLog[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name)
    const left = Date.now() - statSync(path).mtimeMs < oldestHours * 3_600_000 ? readLeftLog(path) : undefined
    if (left === undefined) rmSync(path, { force: true })
    return left === undefined ? [] : [left]
  })
}

function readLeftLog(path: string): LeftLog | undefined {
  const first = readAt(path, 0, 2048)
  const header = first.indexOf(10) + 1
  const commandId = header > 0 ? /^\{"commandId":(".*")\}\n$/.exec(first.toString('utf8', 0, header))?.[1] : undefined
  if (commandId === undefined) return undefined
  const { size } = statSync(path)
  const lastBytes = readAt(path, Math.max(0, size - 512 * 1024), 512 * 1024)
  const whole = size - (lastBytes.length - (lastBytes.lastIndexOf(10) + 1))
  truncateSync(path, whole)
  return { commandId: JSON.parse(commandId) as string, path, header, size: whole - header }
}

function readAt(path: string, position: number, length: number): Buffer {
  const file = openSync(path, 'r')
  try {
    const buffer = Buffer.alloc(length)
    return buffer.subarray(0, readSync(file, buffer, 0, length, position))
  } finally {
    closeSync(file)
  }
}
