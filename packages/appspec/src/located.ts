/**
 * The text as a tree of lists, maps and plain texts that know their place. All scalars stay the text that was written
 * (no YAML numbers, dates or booleans), so a file named `1.0` or `no` is just a file. User keys never become object keys.
 */

/** Offsets into the text, `to` exclusive. */
export interface Span {
  from: number
  to: number
}

interface Place {
  span: Span
  /** Like `files[0].source`; empty for the root. */
  path: string
}

export interface LocatedText extends Place {
  kind: 'text'
  text: string
  quoted: boolean
}

export interface LocatedList extends Place {
  kind: 'list'
  entries: LocatedNode[]
}

export interface LocatedPair {
  key: LocatedText
  value: LocatedNode
}

export interface LocatedMap extends Place {
  kind: 'map'
  pairs: LocatedPair[]
}

export type LocatedNode = LocatedText | LocatedList | LocatedMap

/** `key:` with nothing behind it, `~` or `null`. */
export function isBlank(node: LocatedNode): boolean {
  return node.kind === 'text' && !node.quoted && /^(~|null|Null|NULL)?$/.test(node.text)
}

export function pairOf(map: LocatedMap, key: string): LocatedPair | undefined {
  return map.pairs.find((pair) => pair.key.text === key)
}

/** The text behind a key, or undefined when it is missing, blank, empty or no text at all. */
export function textOf(map: LocatedMap, key: string): LocatedText | undefined {
  const value = pairOf(map, key)?.value
  return value?.kind === 'text' && !isBlank(value) && value.text !== '' ? value : undefined
}

export function listOf(map: LocatedMap, key: string): readonly LocatedNode[] {
  const value = pairOf(map, key)?.value
  return value?.kind === 'list' ? value.entries : []
}

/** The maps of a list; entries of another kind are another rule's complaint. */
export function mapsOf(map: LocatedMap, key: string): readonly LocatedMap[] {
  return listOf(map, key).filter((entry) => entry.kind === 'map')
}

/** Where to point when a key is missing or its value is blank: the key, else the start of the root, else the whole entry. */
export function missingAt(map: LocatedMap, key: string): { span: Span; path: string } {
  const pair = pairOf(map, key)
  if (pair !== undefined) return pair.key
  return map.path === '' ? { span: { from: map.span.from, to: map.span.from }, path: '' } : map
}
