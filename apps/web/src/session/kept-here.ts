/** Small things that this browser keeps for a person, under their name, until they sign out. */
const prefix = 'sluice.of:'
const keyOf = (person: string, what: string): string => `${prefix}${person}:${what}`

export function keptOf(person: string, what: string): unknown {
  try {
    return JSON.parse(localStorage.getItem(keyOf(person, what)) ?? 'null')
  } catch {
    return null
  }
}

export function keep(person: string, what: string, value: unknown): void {
  try {
    localStorage.setItem(keyOf(person, what), JSON.stringify(value))
  } catch {
    // Storage may be switched off or full: it is then not kept.
  }
}

/** Of everybody: whoever signs out leaves nothing behind for the next one. */
export function forgetKeptHere(): void {
  try {
    const keys = Array.from({ length: localStorage.length }, (_, at) => localStorage.key(at) ?? '')
    for (const key of keys) if (key.startsWith(prefix)) localStorage.removeItem(key)
  } catch {
    // Storage is switched off: there is nothing.
  }
}
