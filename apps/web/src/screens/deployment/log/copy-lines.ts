/** What is copied from the log is plain text: whole lines without times, hosts and colours, as the script printed them. */
import { withoutTerminalCodes, type LogLine } from '@sluice/model'
import type { LogLayout } from './log-layout.ts'
import { rowAnywhere, rowsBetween } from './log-rows.ts'
import type { LogRow } from './log-rows.ts'

interface Chosen {
  scroller: HTMLElement
  selection: Selection | null
  layout: LogLayout
  /** The line on which the selection was begun. It may have been scrolled away: only rows in view exist. */
  begunAt: number | undefined
  lineOf: (seq: number) => LogLine | undefined
}

/** Undefined when no more than a part of one line is chosen: then the browser copies just that. */
export function copiedText({ scroller, selection, layout, begunAt, lineOf }: Chosen): string | undefined {
  if (selection === null || selection.rangeCount === 0 || selection.isCollapsed) return undefined
  const range = selection.getRangeAt(0)
  const rows = [...scroller.querySelectorAll<HTMLElement>('[data-seq]')].filter((row) => range.intersectsNode(row))
  const drawn = rows.map((row) => Number(row.dataset['seq']))
  const endsAt = seqAt(selection.focusNode)
  if (begunAt !== undefined && endsAt !== undefined && !drawn.includes(begunAt)) {
    const whole = textBetween(layout, begunAt, endsAt)
    if (whole !== undefined) return whole
  }
  if (drawn.length < 2) return undefined
  return drawn
    .flatMap((seq) => lineOf(seq) ?? [])
    .map(plain)
    .join('\n')
}

/** The line that something in the log is a part of. */
export function seqAt(node: Node | null): number | undefined {
  const element = node instanceof Element ? node : node?.parentElement
  const seq = element?.closest<HTMLElement>('[data-seq]')?.dataset['seq']
  return seq === undefined ? undefined : Number(seq)
}

/** All that stands between two lines as the log is folded now; what was not loaded is named in its place. */
function textBetween(layout: LogLayout, one: number, other: number): string | undefined {
  const [begin, end] = [rowAnywhere(layout, one), rowAnywhere(layout, other)]
  if (begin === undefined || end === undefined) return undefined
  const bottom = Math.max(begin.top + begin.height, end.top + end.height)
  return rowsBetween(layout, Math.min(begin.top, end.top), bottom).flatMap(textOf).join('\n')
}

function textOf({ block, line }: LogRow): readonly string[] {
  const shown = block.lines[line]
  if (shown !== undefined) return [plain(shown)]
  return line === -1 && block.kind === 'hole'
    ? [`⋯ ${block.count.toLocaleString('en')} lines are only in the file`]
    : []
}

const plain = (line: LogLine): string => withoutTerminalCodes(line.text)
