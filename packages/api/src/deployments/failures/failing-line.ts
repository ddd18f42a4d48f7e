/** The line of a script that a failure names, and the part of the script that is worth showing. */
import type { NumberedLine } from './schemas.ts'

/** `restart.sh: line 12:`, `restart.sh: 12:`, `restart.sh:12`, `File "/x/restart.py", line 12`. The last one that is said. */
export function failingLine(scriptName: string, said: string): number | undefined {
  const name = scriptName.split('/').at(-1) ?? ''
  if (name === '') return undefined
  const pattern = new RegExp(`${escaped(name)}["']?(?:,|:)? ?(?:line )?(\\d{1,6})\\b`, 'g')
  const found = [...said.matchAll(pattern)].at(-1)?.[1]
  return found === undefined ? undefined : Number(found)
}

/**
 * The one line whose text in quotes says the message, whatever its variables held: `echo "port $port is in use"`. Undefined when
 * none does, or more than one may.
 */
export function sayingLine(text: string, message: string): number | undefined {
  const found = text.split(/\r?\n/).flatMap((line, at) => (says(line, message) ? [at + 1] : []))
  return found.length === 1 ? found[0] : undefined
}

const quoted = /"((?:[^"\\]|\\.)*)"|'([^']*)'/g
const variable = /\$\{[^}]*\}|\$\([^)]*\)|\$\w+|\{[^}]*\}|%[sd]|\\n/
/** So few letters may be anywhere. */
const fewest = 8

function says(line: string, message: string): boolean {
  if (/^\s*#/.test(line)) return false
  return [...line.matchAll(quoted)].some(([, double, single]) => {
    const pieces = (double ?? single ?? '').split(variable).filter((piece) => piece.trim() !== '')
    return pieces.join('').length >= fewest && areInOrder(pieces, message)
  })
}

function areInOrder(pieces: readonly string[], text: string): boolean {
  let from = 0
  return pieces.every((piece) => {
    const at = text.indexOf(piece, from)
    from = at + piece.length
    return at !== -1
  })
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

const around = 6
const atTheStart = 40

export function partOf(text: string, line: number | undefined): NumberedLine[] {
  const lines = text.replace(/\r?\n$/, '').split(/\r?\n/)
  const isThere = line !== undefined && line <= lines.length
  const [from, to] = isThere ? [Math.max(0, line - 1 - around), line + around] : [0, atTheStart]
  return lines.slice(from, to).map((one, at) => ({ number: from + at + 1, text: one.slice(0, 500) }))
}
