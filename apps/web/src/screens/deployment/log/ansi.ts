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
  const line = withLastState(cut(text))
  const parts = line.includes('\u001b[') ? Anser.ansiToJson(line, { use_classes: true, remove_empty: true }) : undefined
  if (parts === undefined) return withLinks({ text: visible(line) })
  return parts.flatMap((part) => withLinks({ ...styleOf(part), text: visible(part.content) }))
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

function cut(text: string): string {
  if (text.length <= shownCharacters) return text
  return `${text.slice(0, shownCharacters)} ⋯ ${text.length - shownCharacters} more characters are in the file`
}

/** Progress lines rewrite themselves with `\r`: the last state is shown, with how often it was rewritten. */
function withLastState(text: string): string {
  const states = text.replace(/\r$/, '').split('\r')
  const last = states.at(-1) ?? ''
  return states.length === 1 ? last : `${last} (rewritten ${states.length - 1}×)`
}

const controls = /[\u0000-\u0008\u000a-\u001f\u007f]/g
/** Embeddings, overrides, isolates and marks that change the direction of what follows. */
const directions = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g

/** Control characters as their symbols, direction controls as their code: nothing hides, nothing is reordered. */
export function visible(text: string): string {
  return text
    .replace(controls, (character) =>
      String.fromCodePoint(character === '\u007f' ? 0x2421 : 0x2400 + character.charCodeAt(0)),
    )
    .replace(directions, (character) => `⟨U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}⟩`)
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
