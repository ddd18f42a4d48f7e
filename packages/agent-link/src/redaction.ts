/**
 * Secrets that a script prints, masked before they reach a disk: on the host, and once more at the server, which trusts no
 * agent (A14).
 */
import { keyBegins, keyEnds, mayBeOfKey, mostKeyLines } from './private-key.ts'
import { mask, withoutSecrets } from './secret-patterns.ts'

/** `keyLines`: so many lines before this one belong to a private key that did not end yet; the answer says it for the next. */
export function redact(line: string, keyLines: number): { text: string; keyLines: number } {
  let text = ''
  let rest = line
  let lines = keyLines
  let hasEnd = true
  for (;;) {
    const end: RegExpExecArray | null = lines > 0 && hasEnd ? keyEnds.exec(rest) : null
    if (lines > 0) hasEnd = end !== null
    if (end !== null) {
      text += `${end.index === 0 ? '' : mask}${end[0]}`
      rest = rest.slice(end.index + end[0].length)
    } else if (lines > 0 && lines < mostKeyLines && mayBeOfKey(rest))
      return { text: `${text}${rest === '' ? '' : mask}`, keyLines: lines + 1 }
    const begin = keyBegins.exec(rest)
    if (begin === null) return { text: `${text}${withoutSecrets(rest)}`, keyLines: 0 }
    text += `${withoutSecrets(rest.slice(0, begin.index))}${begin[0]}`
    rest = rest.slice(begin.index + begin[0].length)
    lines = 1
  }
}

/** A text of several lines, such as the tail of a log. */
export function redactLines(text: string): string {
  let keyLines = 0
  const clean = text.split('\n').map((line) => {
    const masked = redact(line, keyLines)
    keyLines = masked.keyLines
    return masked.text
  })
  return clean.join('\n')
}
