/**
 * A block: a run of lines in a segment file, small enough to be read at once, and what is in it. Blocks are the index: a reader
 * opens only those that hold what it looks for.
 */
import { commandKey, type StoredLine } from './stored-line.ts'

export interface Block {
  /** Where it starts in its file, and how long it is, in bytes. */
  at: number
  bytes: number
  lines: number
  firstSeq: number
  lastSeq: number
  /** Per command: the number that its next line will have, and its bytes in this block. */
  commands: Record<string, { next: number; bytes: number }>
}

export interface LineFilter {
  targetId?: string | undefined
  event?: string | undefined
  /** Any of these. */
  targets?: ReadonlySet<string> | undefined
  events?: ReadonlySet<string> | undefined
  /** No line after this one. */
  toSeq?: number | undefined
}

export const newBlock = (at: number): Block => ({ at, bytes: 0, lines: 0, firstSeq: 0, lastSeq: 0, commands: {} })

export function grow(block: Block, line: StoredLine, bytes: number): void {
  const key = commandKey(line)
  const before = block.commands[key]?.bytes ?? 0
  block.commands[key] = { next: line.line + 1, bytes: before + bytes }
  if (block.lines === 0) block.firstSeq = line.seq
  block.lastSeq = line.seq
  block.lines += 1
  block.bytes += bytes
}

export function matches(line: { targetId: string; event: string; seq: number }, filter: LineFilter): boolean {
  const { targetId, event, targets, events, toSeq } = filter
  if (toSeq !== undefined && line.seq > toSeq) return false
  if (targetId !== undefined && line.targetId !== targetId) return false
  if (event !== undefined && line.event !== event) return false
  return (targets?.has(line.targetId) ?? true) && (events?.has(line.event) ?? true)
}

/** Which run of the event has its line of this number in this block, or would have it in a block before. */
export function commandWith(
  block: Block,
  place: { targetId: string; event: string; line: number },
): string | undefined {
  const start = `${place.targetId}/${place.event}/`
  return Object.entries(block.commands).find(([key, { next }]) => key.startsWith(start) && next > place.line)?.[0]
}
