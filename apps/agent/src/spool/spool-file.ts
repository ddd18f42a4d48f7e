/**
 * The log of one command on the disk: a first line that says whose it is, then one JSON line for each log line.
 * Bounded: when it is full the newest lines replace each other in memory, and the loss is marked at the end.
 */
import type { HostLogLine } from '@sluice/agent-link'
import { limits } from '@sluice/model'
import { appendFileSync, closeSync, ftruncateSync, openSync, readSync } from 'node:fs'

/** What stays of the end of a log that was too long. */
const tailLines = 200

export interface SpoolFile {
  /** Bytes after the first line. */
  readonly size: number
  append(lines: readonly HostLogLine[]): void
  /** Writes what was kept back; nothing follows. */
  finish(): void
  /** Whole lines from an offset on, at most `largestBytes` of them but at least one. */
  read(offset: number, largestBytes: number): { lines: HostLogLine[]; end: number }
  close(): void
}

export interface SpoolFileNeeds {
  path: string
  /** First line and content of a file that is already there; undefined for a new one. */
  existing?: { header: number; size: number }
  commandId: string
  largestBytes?: number
}

export function openSpoolFile(needs: SpoolFileNeeds): SpoolFile {
  const largestBytes = needs.largestBytes ?? limits.logBytesPerEventAndTarget
  const file = openSync(needs.path, needs.existing === undefined ? 'w+' : 'a+', 0o600)
  const header = needs.existing?.header ?? writeHeader(file, needs.commandId)
  let size = needs.existing?.size ?? 0
  let kept: HostLogLine[] = []
  let lostLines = 0

  function append(lines: readonly HostLogLine[]): void {
    const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('')
    const bytes = Buffer.byteLength(text)
    if (lostLines > 0 || kept.length > 0 || size + bytes > largestBytes || !tryToWrite(text, bytes)) keepTail(lines)
  }

  /** A full disk loses log lines, never the event. */
  function tryToWrite(text: string, bytes: number): boolean {
    try {
      appendFileSync(file, text)
      size += bytes
      return true
    } catch {
      ftruncateSync(file, header + size)
      return false
    }
  }

  function keepTail(lines: readonly HostLogLine[]): void {
    const all = [...kept, ...lines]
    lostLines += Math.max(0, all.length - tailLines)
    kept = all.slice(-tailLines)
  }

  function finish(): void {
    const [first] = kept
    if (first === undefined) return
    const mark = {
      ...first,
      stream: 'agent' as const,
      text: `${lostLines} lines are missing here: the log grew too long`,
    }
    const lines = lostLines > 0 ? [mark, ...kept] : kept
    const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('')
    tryToWrite(text, Buffer.byteLength(text))
    kept = []
  }

  return {
    get size() {
      return size
    },
    append,
    finish,
    read: (offset, bytes) => readLines(file, header, offset, Math.min(size, offset + bytes), size),
    close: () => closeSync(file),
  }
}

function writeHeader(file: number, commandId: string): number {
  const text = `${JSON.stringify({ commandId })}\n`
  appendFileSync(file, text)
  return Buffer.byteLength(text)
}

function readLines(
  file: number,
  header: number,
  from: number,
  to: number,
  size: number,
): { lines: HostLogLine[]; end: number } {
  const buffer = Buffer.alloc(to - from)
  const length = readSync(file, buffer, 0, buffer.length, header + from)
  const end = buffer.lastIndexOf(10, length - 1)
  if (end < 0 && to < size) return readLines(file, header, from, Math.min(size, to + 1024 * 1024), size)
  const lines = buffer
    .toString('utf8', 0, end + 1)
    .split('\n')
    .slice(0, -1)
  return { lines: lines.map((line) => JSON.parse(line) as HostLogLine), end: from + end + 1 }
}
