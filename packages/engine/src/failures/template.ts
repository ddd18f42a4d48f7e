/**
 * A line without what differs from host to host and from run to run, so that the same failure reads the same everywhere:
 * numbers, ids, paths, times, addresses and the host's own names become places. Two lines with one template say one thing.
 */
import { withoutTerminalCodes } from '@sluice/model'

/** What a host is called; each becomes `<host>`. */
export type OwnNames = readonly (string | undefined)[]

const longestTemplate = 300
/** Codes and names take room before they are gone; what a line of 64 KiB says further on is looked at by nobody. */
const looksAt = 16 * longestTemplate

export function template(line: string, ownNames: OwnNames = []): string {
  let text = withoutColours(line.slice(0, looksAt)).slice(0, 4 * longestTemplate)
  for (const name of ownNames) if (name !== undefined && name.length > 1) text = withoutName(text, name)
  for (const [pattern, place] of places) text = text.replace(pattern, place)
  return text.replace(/\s+/g, ' ').trim().slice(0, longestTemplate)
}

/** Colours, links and other codes of a terminal, and control characters that stand alone. */
export function withoutColours(line: string): string {
  return withoutTerminalCodes(line).replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '')
}

const archive = '/deployment-archive/'

/**
 * Paths on the host into the unpacked bundle as they are in the bundle: that is how people know them. Word by word: a pattern
 * that may begin at every character of a word takes seconds for a line of 64 KiB without a blank.
 */
export function withoutArchivePath(line: string): string {
  if (!line.includes(archive)) return line
  return line.replace(/\S+/g, (word) => {
    const at = word.lastIndexOf(archive)
    return at < 0 ? word : word.slice(at + archive.length)
  })
}

/** In this order: the longer and surer forms first, plain numbers last. */
const places: readonly (readonly [RegExp, string])[] = [
  [/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi, '<id>'],
  [/\b\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?(?: ?Z|[+-]\d\d:?\d\d)?)?/g, '<time>'],
  [/\b\d{1,2}:\d\d:\d\d(?:[.,]\d+)?\b/g, '<time>'],
  [/\b(?:\d{1,3}\.){3}\d{1,3}(?::\d+)?\b/g, '<address>'],
  [/\[?\b(?:[0-9a-f]{1,4}:){3,7}[0-9a-f]{1,4}\b\]?(?::\d+)?/gi, '<address>'],
  [/\bd-[A-Z0-9]{9}\b/g, '<id>'],
  [/(?<![\w.>])(?:~|\.{0,2})(?:\/[\w.@%+,:=-]+){2,}\/?/g, '<path>'],
  [/\b0x[0-9a-f]+\b/gi, '<hex>'],
  [/\b(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{7,}\b/gi, '<hex>'],
  [/\d+(?:[.,]\d+)*/g, '<n>'],
]

/** Whole words only: a host called `web` does not take the word out of `website`. */
function withoutName(text: string, name: string): string {
  const isPart = (character: string | undefined) => character !== undefined && /[\w-]/.test(character)
  let result = ''
  let from = 0
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length)) {
    if (isPart(text[at - 1]) || isPart(text[at + name.length])) continue
    result += `${text.slice(from, at)}<host>`
    from = at + name.length
  }
  return result + text.slice(from)
}
