/**
 * What is wrong with a regular expression, and where. The engine says only what; the place is looked for here, over the few
 * mistakes that people make.
 */
export interface RegexComplaint {
  what: string
  /** From 1. */
  position: number
}

export function regexComplaint(source: string): RegexComplaint | undefined {
  try {
    new RegExp(source)
    return undefined
  } catch (error) {
    // Invalid regular expression: /a(/: Unterminated group
    const message = error instanceof Error ? error.message : String(error)
    return { what: message.slice(message.lastIndexOf(': ') + 2), position: placeOfMistake(source) + 1 }
  }
}

const quantifier = /^(?:[*+?]|\{\d+(?:,\d*)?\})/
const groupStart = /^\((?:\?(?:[:=!]|<[=!]|<[A-Za-z_$][\w$]*>))?/

/** The first place that cannot stand; where something was begun and never ended, its beginning. */
function placeOfMistake(source: string): number {
  const groups: number[] = []
  let mayRepeat = false
  for (let at = 0; at < source.length;) {
    const rest = source.slice(at)
    const repeated = quantifier.exec(rest)?.[0]
    if (repeated !== undefined) {
      if (!mayRepeat || isReversed(repeated)) return at
      at += repeated.length + (rest[repeated.length] === '?' ? 1 : 0)
      mayRepeat = false
      continue
    }
    const taken = tokenLength(rest)
    if (taken === undefined) return at
    if (rest.startsWith('(')) groups.push(at)
    if (rest.startsWith(')') && groups.pop() === undefined) return at
    mayRepeat = !/^[(|^]/.test(rest)
    at += taken
  }
  return groups.at(-1) ?? Math.max(0, source.length - 1)
}

/** `{3,1}` */
function isReversed(repeated: string): boolean {
  const [, least, most] = /^\{(\d+),(\d+)\}$/.exec(repeated) ?? []
  return least !== undefined && Number(least) > Number(most)
}

/** Undefined for one that cannot be. */
function tokenLength(rest: string): number | undefined {
  switch (rest[0]) {
    case '\\':
      return rest.length > 1 ? 2 : undefined
    case '[':
      return classLength(rest)
    case '(':
      return /^\(\?/.test(rest) && !/^\(\?(?:[:=!]|<[=!]|<[A-Za-z_$][\w$]*>)/.test(rest)
        ? undefined
        : groupStart.exec(rest)?.[0].length
    default:
      return 1
  }
}

/** To its `]`; a range that runs backwards makes it none. */
function classLength(rest: string): number | undefined {
  const found = /^\[\^?(?:\\.|[^\\\]])*\]/s.exec(rest)?.[0]
  if (found === undefined) return undefined
  try {
    new RegExp(found)
    return found.length
  } catch {
    return undefined
  }
}
