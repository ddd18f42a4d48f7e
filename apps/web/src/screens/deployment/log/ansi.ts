/**
 * A line of output as safe, coloured text: terminal colours become tokens, everything else that could move, hide or
 * reorder text becomes visible symbols. The result is rendered as text nodes, never as HTML.
 */
import Anser from 'anser'
import type { TokenName } from '../../../theme/tokens.ts'

export interface Span {
  text: string
  colour?: TokenName
  isBold?: true
  isDim?: true
  isUnderlined?: true
  /** An http or https address. */
  href?: string
}

/** Longer lines are cut in the window; the file has them whole. */
const shownCharacters = 4000

const colours: Record<string, TokenName> = {
  'ansi-black': 'log-muted',
  'ansi-red': 'ansi-red',
  'ansi-green': 'ansi-green',
  'ansi-yellow': 'ansi-yellow',
  'ansi-blue': 'ansi-blue',
  'ansi-magenta': 'ansi-magenta',
  'ansi-cyan': 'ansi-cyan',
}

export function spansOf(text: string): Span[] {
  const { last, rewritten } = lastStateOf(text)
  const shown = cut(coloured(last).flatMap(withLinks))
  return rewritten === 0 ? shown : [...shown, { text: ` (rewritten ${rewritten}×)` }]
}

function coloured(line: string): Span[] {
  if (!line.includes('\u001b[')) return [{ text: visible(line) }]
  const parts = Anser.ansiToJson(line, { use_classes: true, remove_empty: true })
  return parts.map((part) => ({ ...styleOf(part), text: visible(part.content) }))
}

/** The same line without colours, for cards and the clipboard. */
export const plainText = (text: string): string =>
  spansOf(text)
    .map((span) => span.text)
    .join('')

type Part = ReturnType<typeof Anser.ansiToJson>[number]

function styleOf(part: Part): Omit<Span, 'text'> {
  const colour = colours[(part.fg ?? '').replace('-bright', '').replace('bright-', '')]
  const has = (decoration: string) => part.decorations.some((one) => one === decoration)
  return {
    ...(colour === undefined ? {} : { colour }),
    ...(has('bold') ? { isBold: true as const } : {}),
    ...(has('dim') ? { isDim: true as const } : {}),
    ...(has('underline') ? { isUnderlined: true as const } : {}),
  }
}

/** Counts what is shown, after colours and rewrites are gone. An address that is cut is no link any more. */
function cut(spans: Span[]): Span[] {
  const length = spans.reduce((sum, span) => sum + span.text.length, 0)
  if (length <= shownCharacters) return spans
  const shown: Span[] = []
  let room = shownCharacters
  for (const span of spans) {
    if (room <= 0) break
    if (span.text.length <= room) shown.push(span)
    else shown.push({ ...withoutLink(span), text: span.text.slice(0, room).replace(/[\ud800-\udbff]$/, '') })
    room -= span.text.length
  }
  return [...shown, { text: ` ⋯ ${length - shownCharacters} more characters are in the file` }]
}

function withoutLink(span: Span): Span {
  const { href: _cut, ...rest } = span
  return rest
}

/** Progress lines rewrite themselves with `\r`: the last state is shown, with how often it was rewritten. */
function lastStateOf(text: string): { last: string; rewritten: number } {
  const states = text.replace(/\r+$/, '').split('\r')
  return { last: states.at(-1) ?? '', rewritten: states.length - 1 }
}

/**
 * An emoji with what belongs to it (joiners, skin tones, presentation), or one character that shows nothing by itself:
 * controls (C0 without tab, C1), line separators, and all that Unicode lets programs ignore (zero-width, soft hyphen,
 * direction, tags, fillers).
 */
const emojiOrInvisible =
  /\p{Extended_Pictographic}[\ufe0e\ufe0f\p{Emoji_Modifier}]?(?:\u200d\p{Extended_Pictographic}[\ufe0f\p{Emoji_Modifier}]?)*|[0-9#*]\ufe0f\u20e3|[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u2028\u2029\ufff9-\ufffb\p{Default_Ignorable_Code_Point}\p{Cs}]/gu
const mayHide = /[^\t\u0020-\u007e]/

/** Control characters as their symbols, other invisible ones as their code: nothing hides, nothing is reordered. */
export function visible(text: string): string {
  return mayHide.test(text) ? text.replace(emojiOrInvisible, symbolOf) : text
}

function symbolOf(match: string): string {
  if (match.length > 2 || /[\p{Extended_Pictographic}]/u.test(match)) return match
  const code = match.codePointAt(0) ?? 0
  if (code === 0x7f) return '␡'
  if (code < 0x20) return String.fromCodePoint(0x2400 + code)
  return `⟨U+${code.toString(16).toUpperCase().padStart(4, '0')}⟩`
}

const address = /https?:\/\/[^\s<>"'`⟨⟩]+[^\s<>"'`⟨⟩.,;:!?)\]]/g

function withLinks(span: Span): Span[] {
  if (!span.text.includes('http')) return [span]
  const spans: Span[] = []
  let from = 0
  for (const match of span.text.matchAll(address)) {
    if (match.index > from) spans.push({ ...span, text: span.text.slice(from, match.index) })
    spans.push({ ...span, text: match[0], href: match[0] })
    from = match.index + match[0].length
  }
  if (from < span.text.length) spans.push({ ...span, text: span.text.slice(from) })
  return spans
}
