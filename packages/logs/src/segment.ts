/**
 * One segment: a file of lines (`.ndjson`) and beside it the index of its blocks (`.index`). Both only grow. Nothing is synced:
 * a line survives the end of the process, not the end of the power. The last block is not in the index yet; opening reads it
 * from the file, and drops a torn line at its end.
 */
import { appendFile, open, readFile, rename, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { createBlockIndex } from './block-index.ts'
import { grow, newBlock, type Block, type LineFilter } from './block.ts'
import { decodeLine, encodeLine, placeOf, type StoredLine } from './stored-line.ts'

export interface SegmentStart {
  /** Lines of this track before the segment, and the number of the last of them. */
  linesBefore: number
  lastSeqBefore: number
}

export interface Segment {
  readonly start: SegmentStart
  /** In order; the last may still grow. */
  readonly blocks: readonly Block[]
  bytes(): number
  /** Of the lines. */
  readonly file: string
  append(lines: readonly StoredLine[]): Promise<void>
  /** In order, of those numbered from here on: the blocks that may hold a matching line. */
  holding(filter: LineFilter, from: number): Block[]
  /** Its matching lines, and perhaps others. */
  read(block: Block, filter: LineFilter): Promise<StoredLine[]>
  remove(): Promise<void>
}

export async function createSegment(path: string, start: SegmentStart, blockBytes: number): Promise<Segment> {
  await writeFile(`${path}.ndjson`, '')
  await writeIndex(path, start, [])
  return segment(path, start, [], blockBytes)
}

/** `lost`: the start to go on with when the index does not know it any more. */
export async function openSegment(path: string, blockBytes: number, lost: SegmentStart): Promise<Segment> {
  const { size } = await stat(`${path}.ndjson`)
  const { start, blocks } = await readIndex(path, size, lost)
  const indexed = end(blocks)
  const tail = parseLines(await readRange(`${path}.ndjson`, indexed, size - indexed))
  await truncate(`${path}.ndjson`, indexed + tail.bytes)
  const opened = segment(path, start, [...blocks], blockBytes, blocks.length)
  opened.count(tail.lines)
  return opened
}

/**
 * What a power loss left: entries up to the first torn one, and only those whose lines are in the file. An index without a
 * head knows nothing: it is drawn anew from the lines.
 */
async function readIndex(
  path: string,
  size: number,
  lost: SegmentStart,
): Promise<{ start: SegmentStart; blocks: Block[] }> {
  const [head = '', ...entries] = (await indexFile(path)).split('\n').filter((line) => line !== '')
  const start = parsed<SegmentStart>(head, 'linesBefore')
  const blocks: Block[] = []
  for (const entry of start === undefined ? [] : entries) {
    const block = parsed<Block>(entry, 'at')
    if (block === undefined || block.at + block.bytes > size) break
    blocks.push(block)
  }
  if (start === undefined || blocks.length < entries.length) await writeIndex(path, start ?? lost, blocks)
  return { start: start ?? lost, blocks }
}

async function indexFile(path: string): Promise<string> {
  try {
    return await readFile(`${path}.index`, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return ''
    throw error
  }
}

/** Aside first: what stands under its name was written whole. */
async function writeIndex(path: string, start: SegmentStart, blocks: readonly Block[]): Promise<void> {
  await writeFile(`${path}.index.new`, indexText(start, blocks))
  await rename(`${path}.index.new`, `${path}.index`)
}

const indexText = (...entries: [SegmentStart, readonly Block[]]): string =>
  entries
    .flat()
    .map((entry) => `${JSON.stringify(entry)}\n`)
    .join('')

/** Undefined for what is torn. */
function parsed<Entry extends object>(entry: string, key: keyof Entry & string): Entry | undefined {
  try {
    const value = JSON.parse(entry) as Entry
    return typeof value[key] === 'number' ? value : undefined
  } catch {
    return undefined
  }
}

/** `indexed`: how many of the blocks are in the index file already. */
function segment(
  path: string,
  start: SegmentStart,
  blocks: Block[],
  blockBytes: number,
  indexed = 0,
): Segment & { count(lines: readonly StoredLine[]): void } {
  /** Somebody may be reading still: lines that are gone are no lines. */
  let isRemoved = false
  const index = createBlockIndex(blocks)
  for (const block of blocks) for (const command of Object.keys(block.commands)) index.note(block, placeOf(command))
  return {
    start,
    blocks,
    count,
    bytes: () => end(blocks),
    file: `${path}.ndjson`,
    append: async (lines) => {
      const texts = lines.map(encodeLine)
      await appendFile(`${path}.ndjson`, texts.join(''))
      count(lines, texts)
      await indexFull()
    },
    holding: index.holding,
    read: async ({ at, bytes }, { targetId }) => {
      if (isRemoved) return []
      const buffer = await readRange(`${path}.ndjson`, at, bytes)
      return targetId === undefined ? parseLines(buffer).lines : linesOf(targetId, buffer)
    },
    remove: async () => {
      isRemoved = true
      await rm(`${path}.ndjson`, { force: true })
      await rm(`${path}.index`, { force: true })
    },
  }

  /** Notes lines that are in the file. */
  function count(lines: readonly StoredLine[], texts = lines.map(encodeLine)): void {
    lines.forEach((line, at) => {
      const block = blockFor()
      grow(block, line, Buffer.byteLength(texts[at] ?? ''))
      index.note(block, line)
    })
  }

  function blockFor(): Block {
    const last = blocks.at(-1)
    if (last !== undefined && last.bytes < blockBytes) return last
    const next = newBlock(end(blocks))
    blocks.push(next)
    return next
  }

  async function indexFull(): Promise<void> {
    const full = blocks.slice(indexed).filter((block) => block.bytes >= blockBytes)
    if (full.length === 0) return
    await appendFile(`${path}.index`, full.map((block) => `${JSON.stringify(block)}\n`).join(''))
    indexed += full.length
  }
}

const end = (blocks: readonly Block[]): number => {
  const last = blocks.at(-1)
  return last === undefined ? 0 : last.at + last.bytes
}

async function readRange(path: string, at: number, bytes: number): Promise<Buffer> {
  const file = await open(path, 'r')
  try {
    const buffer = Buffer.alloc(bytes)
    const { bytesRead } = await file.read(buffer, 0, bytes, at)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

/** Whole good lines from the start; `bytes` is where they end. */
function parseLines(buffer: Buffer): { lines: StoredLine[]; bytes: number } {
  const lines: StoredLine[] = []
  let from = 0
  for (let to = buffer.indexOf(10); to !== -1; to = buffer.indexOf(10, from)) {
    const line = decoded(buffer, from, to)
    if (line === undefined) break
    lines.push(line)
    from = to + 1
  }
  return { lines, bytes: from }
}

/** Only these are decoded: a block may hold lines of hundreds of hosts. Within a text the quotes of the mark are escaped. */
function linesOf(targetId: string, buffer: Buffer): StoredLine[] {
  const mark = `"targetId":${JSON.stringify(targetId)}`
  const lines: StoredLine[] = []
  for (let at = buffer.indexOf(mark); at !== -1;) {
    const to = buffer.indexOf(10, at)
    const line = to === -1 ? undefined : decoded(buffer, buffer.lastIndexOf(10, at) + 1, to)
    if (line === undefined) break
    lines.push(line)
    at = buffer.indexOf(mark, to)
  }
  return lines
}

function decoded(buffer: Buffer, from: number, to: number): StoredLine | undefined {
  try {
    return decodeLine(buffer.toString('utf8', from, to))
  } catch {
    return undefined
  }
}
