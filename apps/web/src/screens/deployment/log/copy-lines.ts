/** What is copied from the log is plain text: whole lines without times, hosts and colours, as the script printed them. */
import { withoutTerminalCodes, type LogLine } from '@sluice/model'

/** Undefined when no more than a part of one line is chosen: then the browser copies just that. */
export function copiedText(
  scroller: HTMLElement,
  selection: Selection | null,
  lineOf: (seq: number) => LogLine | undefined,
): string | undefined {
  if (selection === null || selection.rangeCount === 0 || selection.isCollapsed) return undefined
  const range = selection.getRangeAt(0)
  const rows = [...scroller.querySelectorAll<HTMLElement>('[data-seq]')].filter((row) => range.intersectsNode(row))
  if (rows.length < 2) return undefined
  const lines = rows.flatMap((row) => lineOf(Number(row.dataset['seq'])) ?? [])
  return lines.map((line) => withoutTerminalCodes(line.text)).join('\n')
}
