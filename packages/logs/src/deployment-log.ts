/**
 * The log of one deployment. Lines get their numbers when they arrive and are written in batches; what was stored already is
 * dropped. Of an event that grows over its limit the head and the tail are kept: the head among all other lines, the tail in
 * a track of its own.
 */
import { mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { parseCommandId, type LogLine } from '@sluice/model'
import { cutText, missedText } from './log-line-text.ts'
import { merged } from './merge.ts'
import { commandKey, encodeLine, eventKey, eventKeyOf, placeOf, toldLine, type StoredLine } from './stored-line.ts'
import { eventOfFolder, folderOfEvent, isTailFolder, tailRun } from './tail-track.ts'
import { openTrack, type Piece, type Track } from './track.ts'
import { matches, type LineFilter } from './block.ts'
import type { LinePlace, LogLimits, LogPage, LogQuery, Redact, SentLines } from './log-query.ts'

export interface DeploymentLog {
  append(sent: SentLines): Promise<LogLine[]>
  read(query: LogQuery): Promise<LogPage>
  /** All lines that match, oldest first, up to the newest of now. */
  lines(filter: LineFilter): AsyncGenerator<LogLine>
  find(place: LinePlace): Promise<LogLine | undefined>
  /** Where the lines lie that may match; one list a track, each in order. */
  pieces(filter: LineFilter, from: number, most: number): Piece[][]
}

const mainTrack = 'main'

export async function openDeploymentLog(
  folder: string,
  { limits, redact, onStored }: { limits: LogLimits; redact: Redact; onStored: (lines: LogLine[]) => void },
): Promise<DeploymentLog> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const main = await openTrack(join(folder, mainTrack), limits)
  const tails = new Map<string, Track>()
  for (const name of (await readdir(folder)).filter(isTailFolder))
    tails.set(eventOfFolder(name), await openTrack(join(folder, name), limits))

  const nextLines = new Map<string, number>()
  const headBytes = new Map<string, number>()
  /** Of outputs whose last line left a private key open: how many lines of it came. */
  const keyLines = new Map<string, number>()
  recount()
  let stored = Math.max(main.lastSeq(), ...[...tails.values()].map((tail) => tail.lastSeq()))
  let assigned = stored
  let pending: StoredLine[] = []
  let writing: Promise<void> | undefined
  let broken: { cause: unknown } | undefined

  return {
    append: async (sent) => {
      if (broken !== undefined) throw new Error('the log could not be written', broken)
      const lines = taken(sent)
      pending.push(...lines)
      if (lines.length > 0) writing ??= writeAll()
      // A repeat waits too: what it repeats may not be in the file yet.
      await writing
      return lines.map(toldLine)
    },
    read: page,
    lines,
    find: async (place) => {
      for (const track of [main, ...tailsFor(place).map(([, tail]) => tail)]) {
        const found = await track.find(place)
        if (found !== undefined) return toldLine(found)
      }
      return undefined
    },
    pieces: (filter, from, most) =>
      [main, ...tailsFor(filter).map(([, tail]) => tail)].map((track) => track.pieces(filter, from, most)),
  }

  /** The lines that are new, numbered. A gap means that the sender's own spool had to leave some out. */
  function taken({ commandId, firstLine, lines }: SentLines): StoredLine[] {
    const { targetId, event, attempt } = parseCommandId(commandId)
    const place = { targetId, event, attempt }
    const next = nextLines.get(commandKey(place)) ?? 1
    const fresh = lines.slice(Math.max(0, next - firstLine))
    const first = Math.max(next, firstLine)
    if (fresh.length === 0) return []
    nextLines.set(commandKey(place), first + fresh.length)
    const numbered = fresh.map((line, at) => ({
      ...line,
      // Masked before it is cut: half a secret is no word that is known.
      text: cutText(masked(commandKey(place), line), limits.lineBytes),
      ...place,
      line: first + at,
    }))
    const gap = first > next ? [missed(numbered[0], first - next)] : []
    return [...gap, ...numbered].map((line) => ({ ...line, seq: (assigned += 1) }))
  }

  /** Each output of each script for itself: a key on one takes nothing from the other. */
  function masked(command: string, { script, stream, text }: SentLines['lines'][number]): string {
    const output = `${command}/${stream}/${script}`
    const clean = redact(text, keyLines.get(output) ?? 0)
    if (clean.keyLines > 0) keyLines.set(output, clean.keyLines)
    else keyLines.delete(output)
    return clean.text
  }

  async function writeAll(): Promise<void> {
    try {
      while (pending.length > 0) {
        const batch = pending
        pending = []
        await write(batch)
        stored = batch.at(-1)?.seq ?? stored
        onStored(batch.map(toldLine))
      }
    } catch (cause) {
      broken = { cause }
      throw cause
    } finally {
      writing = undefined
    }
  }

  async function write(batch: readonly StoredLine[]): Promise<void> {
    const heads: StoredLine[] = []
    const overs = new Map<string, StoredLine[]>()
    for (const line of batch) {
      const key = eventKey(line)
      const bytes = (headBytes.get(key) ?? 0) + Buffer.byteLength(encodeLine(line))
      if (bytes > limits.eventBytes / 2) overs.set(key, [...(overs.get(key) ?? []), line])
      else {
        headBytes.set(key, bytes)
        heads.push(line)
      }
    }
    if (heads.length > 0) await main.append(heads)
    for (const [key, lines] of overs) await writeTail(key, lines)
  }

  async function writeTail(key: string, lines: readonly StoredLine[]): Promise<void> {
    const tail = tails.get(key) ?? (await openTrack(join(folder, folderOfEvent(key)), limits))
    tails.set(key, tail)
    await tail.append(lines)
    await tail.keepNewest(limits.eventBytes / 2)
  }

  function recount(): void {
    for (const [command, { bytes }] of main.commands()) {
      const key = eventKeyOf(command)
      headBytes.set(key, (headBytes.get(key) ?? 0) + bytes)
    }
    for (const track of [main, ...tails.values()])
      for (const [command, { next }] of track.commands())
        nextLines.set(command, Math.max(next, nextLines.get(command) ?? 1))
  }

  /** With `fromSeq`: from there on. Without: the newest. One line more than asked for tells whether there are more. */
  async function page({ targetId, event, fromSeq, toSeq, limit, order }: LogQuery): Promise<LogPage> {
    const last = stored
    const forward = order === 'oldestFirst' || (order === undefined && fromSeq !== undefined)
    const lines: LogLine[] = []
    for await (const line of run({ targetId, event, toSeq }, fromSeq ?? 1, forward)) {
      lines.push(toldLine(line))
      if (lines.length > limit) break
    }
    const more = lines.length > limit
    if (more) lines.pop()
    if (!forward) lines.reverse()
    const firstSeq = lines[0]?.seq ?? fromSeq ?? last + 1
    return { lines, firstSeq, lastSeq: lines.at(-1)?.seq ?? firstSeq - 1, more }
  }

  async function* lines(filter: LineFilter): AsyncGenerator<LogLine> {
    const last = stored
    for await (const line of run(filter, 1, true)) {
      if (line.seq > last) return
      yield toldLine(line)
    }
  }

  function tailsFor(filter: LineFilter): [key: string, tail: Track][] {
    return [...tails].filter(([key]) => matches({ ...placeOf(key), seq: 0 }, filter))
  }

  function run(filter: LineFilter, from: number, forward: boolean): AsyncGenerator<StoredLine> {
    const runs = tailsFor(filter).map(([key, tail]) => tailRun(key, tail, limits.eventBytes, { filter, from, forward }))
    if (forward) return merged([main.oldestFirst(filter, from), ...runs], (a, b) => a.seq < b.seq)
    return merged([main.newestFirst(filter, from), ...runs], (a, b) => a.seq > b.seq)
  }
}

function missed(first: Omit<StoredLine, 'seq'> | undefined, lines: number): Omit<StoredLine, 'seq'> {
  if (first === undefined) throw new Error('a gap needs a line after it')
  return { ...first, stream: 'agent', text: missedText(lines), line: first.line - 1 }
}
