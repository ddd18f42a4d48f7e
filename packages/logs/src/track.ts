/**
 * A track: a run of segments in one folder, read in either direction. The main track of a deployment keeps everything; the
 * track of an event that grew too long keeps its newest segments only, and knows how many lines it left out.
 */
import { mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { commandWith, matches, type LineFilter } from './block.ts'
import { createSegment, openSegment, type Segment, type SegmentStart } from './segment.ts'
import { commandKey, type StoredLine } from './stored-line.ts'

export interface TrackSizes {
  segmentBytes: number
  blockBytes: number
}

export interface Track {
  lastSeq(): number
  append(lines: readonly StoredLine[]): Promise<void>
  /** Numbers of the next lines and bytes per command, over everything that is kept. */
  commands(): Iterable<[command: string, known: { next: number; bytes: number }]>
  /** What was left out before the first line that is kept. */
  leftOut(): { lines: number; lastSeq: number }
  /** Over copies of the lists, which may change meanwhile. `from` is the first (oldest) line that may come, in both directions. */
  oldestFirst(filter: LineFilter, from: number): AsyncGenerator<StoredLine>
  newestFirst(filter: LineFilter, from: number): AsyncGenerator<StoredLine>
  /** Where the lines lie that may match, in order: runs of whole lines, none much longer than `most` bytes. */
  pieces(filter: LineFilter, from: number, most: number): Piece[]
  /** One line by its number in its event; undefined when it is not here. */
  find(place: { targetId: string; event: string; line: number }): Promise<StoredLine | undefined>
  /** Removes whole segments, oldest first, until at most so many bytes are left; never the last. */
  keepNewest(bytes: number): Promise<void>
}

/** A run of whole lines in a file. */
export interface Piece {
  file: string
  at: number
  bytes: number
}

/** Makes the folder when it is missing. */
export async function openTrack(folder: string, sizes: TrackSizes): Promise<Track> {
  await mkdir(folder, { recursive: true })
  const names = (await readdir(folder)).filter((name) => name.endsWith('.ndjson')).sort()
  const segments: Segment[] = []
  for (const name of names) {
    const path = join(folder, name.slice(0, -'.ndjson'.length))
    segments.push(await openSegment(path, sizes.blockBytes, startAfter(segments.at(-1))))
  }

  return {
    lastSeq,
    append: async (lines) => {
      let rest = lines
      while (rest.length > 0) {
        const segment = await segmentFor(rest[0]?.seq ?? 0)
        const taken = fitting(rest, sizes.segmentBytes - segment.bytes())
        await segment.append(taken)
        rest = rest.slice(taken.length)
      }
    },
    *commands() {
      for (const { blocks } of segments) for (const block of blocks) yield* Object.entries(block.commands)
    },
    leftOut: () => {
      const { linesBefore = 0, lastSeqBefore = 0 } = segments[0]?.start ?? {}
      return { lines: linesBefore, lastSeq: lastSeqBefore }
    },
    async *oldestFirst(filter, from) {
      for (const segment of segments.slice())
        for (const block of segment.holding(filter, from))
          for (const line of await segment.read(block, filter))
            if (line.seq >= from && matches(line, filter)) yield line
    },
    async *newestFirst(filter, from) {
      for (const segment of segments.slice().reverse())
        for (const block of segment.holding(filter, from).reverse())
          for (const line of (await segment.read(block, filter)).reverse())
            if (line.seq >= from && matches(line, filter)) yield line
    },
    pieces: (filter, from, most) =>
      segments.flatMap((segment) =>
        joined(segment.holding(filter, from), most).map((piece) => ({ file: segment.file, ...piece })),
      ),
    find: async (place) => {
      const filter = { targetId: place.targetId, event: place.event }
      for (const segment of segments.slice())
        for (const block of segment.holding(filter, 1)) {
          const key = commandWith(block, place)
          if (key === undefined) continue
          const lines = await segment.read(block, filter)
          return lines.find((line) => commandKey(line) === key && line.line === place.line)
        }
      return undefined
    },
    keepNewest: async (bytes) => {
      let all = segments.reduce((sum, segment) => sum + segment.bytes(), 0)
      while (all > bytes && segments.length > 1) {
        const oldest = segments.shift()
        all -= oldest?.bytes() ?? 0
        await oldest?.remove()
      }
    },
  }

  function lastSeq(): number {
    return lastSeqOf(segments.at(-1))
  }

  async function segmentFor(firstSeq: number): Promise<Segment> {
    const last = segments.at(-1)
    if (last !== undefined && last.bytes() < sizes.segmentBytes) return last
    const path = join(folder, String(firstSeq).padStart(12, '0'))
    const next = await createSegment(path, startAfter(last), sizes.blockBytes)
    segments.push(next)
    return next
  }
}

/** Neighbours as one. */
function joined(blocks: readonly { at: number; bytes: number }[], most: number): { at: number; bytes: number }[] {
  const pieces: { at: number; bytes: number }[] = []
  for (const { at, bytes } of blocks) {
    const last = pieces.at(-1)
    if (last !== undefined && last.at + last.bytes === at && last.bytes + bytes <= most) last.bytes += bytes
    else pieces.push({ at, bytes })
  }
  return pieces
}

const lastSeqOf = (last: Segment | undefined): number => last?.blocks.at(-1)?.lastSeq ?? last?.start.lastSeqBefore ?? 0

function startAfter(last: Segment | undefined): SegmentStart {
  if (last === undefined) return { linesBefore: 0, lastSeqBefore: 0 }
  const lines = last.blocks.reduce((sum, block) => sum + block.lines, 0)
  return { linesBefore: last.start.linesBefore + lines, lastSeqBefore: lastSeqOf(last) }
}

/** As many lines as there is room for, at least one; sizes of texts stand for sizes in the file. */
function fitting(lines: readonly StoredLine[], room: number): readonly StoredLine[] {
  let left = room
  const end = lines.findIndex((line) => {
    left -= line.text.length
    return left < 0
  })
  return end === -1 ? lines : lines.slice(0, Math.max(1, end))
}
