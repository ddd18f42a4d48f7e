/**
 * Parts of one script's output that the script itself marked: `--- title` (folded), `+++ title` (open), `::group::title` to
 * `::endgroup::` (folded). A line that marks stays a line: its number and its text are not lost.
 */
import { withoutTerminalCodes, type LogLine } from '@sluice/model'

export interface LineSection {
  key: string
  title: string
  /** How the script wants it. */
  opens: boolean
  lines: LogLine[]
}

export interface LineSections {
  readonly key: string
  readonly lines: readonly LogLine[]
  readonly sections: LineSection[]
  /** The lines before the first section, once there is one. */
  head: readonly LogLine[]
  /** The last section was closed, and nothing was printed since. */
  isAfterSection: boolean
}

/** Before the line is among the lines. */
export function addToSections(group: LineSections, line: LogLine): void {
  const mark = markOf(line)
  if (mark === 'end') closeSection(group, line)
  else if (mark !== undefined) openSection(group, line, mark)
  else if (group.isAfterSection) openSection(group, line, { title: afterTitle(group), opens: true })
  else group.sections.at(-1)?.lines.push(line)
}

type Mark = Pick<LineSection, 'title' | 'opens'>

function openSection(group: LineSections, line: LogLine, mark: Mark): void {
  if (group.sections.length === 0) group.head = group.lines.slice()
  group.sections.push({ key: `${group.key}\n#${line.seq}`, ...mark, lines: [line] })
  group.isAfterSection = false
}

/** Without a beginning it is a line like any other. */
function closeSection(group: LineSections, line: LogLine): void {
  const last = group.sections.at(-1)
  last?.lines.push(line)
  group.isAfterSection = last !== undefined
}

const afterTitle = ({ sections }: LineSections): string => `after ${sections.at(-1)?.title ?? ''}`

/** The two lines with which a diff begins look the same. */
const ofDiff = /^(?:---|\+\+\+) (?:[ab]\/|\/dev\/null|.*\t)/
const marks = /^(?:(---|\+\+\+) +(\S.*)|::group::(.*)|(::endgroup::).*)$/

function markOf({ stream, text }: LogLine): Mark | 'end' | undefined {
  if (stream === 'agent' || !mayMark(text)) return undefined
  const shown = withoutTerminalCodes(text)
  const [, dashes, title, grouped, end] = ofDiff.test(shown) ? [] : (marks.exec(shown) ?? [])
  if (end !== undefined) return 'end'
  if (grouped !== undefined) return { title: grouped.trim() || 'group', opens: false }
  return title === undefined ? undefined : { title: title.trim(), opens: dashes === '+++' }
}

/** Most lines are told by their first character. */
const mayMark = (text: string): boolean => /^[-+:\u001b]/.test(text)
