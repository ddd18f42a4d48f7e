/** Small things that this browser, or this tab, keeps for a person, under their name, until they sign out. */
const prefix = 'sluice.of:'
const keyOf = (person: string, what: string): string => `${prefix}${person}:${what}`

/** `tab`: as long as the tab is there, and in no other one. */
type Place = 'browser' | 'tab'
const storageOf = (place: Place): Storage => (place === 'tab' ? sessionStorage : localStorage)

export function keptOf(person: string, what: string, place: Place = 'browser'): unknown {
  try {
    return JSON.parse(storageOf(place).getItem(keyOf(person, what)) ?? 'null')
  } catch {
    return null
  }
}

/** Undefined: nothing is kept any more. */
export function keep(person: string, what: string, value: unknown, place: Place = 'browser'): void {
  try {
    if (value === undefined) storageOf(place).removeItem(keyOf(person, what))
    else storageOf(place).setItem(keyOf(person, what), JSON.stringify(value))
  } catch {
    // Storage may be switched off or full: it is then not kept.
  }
}

/** Of everybody: whoever signs out leaves nothing behind for the next one. */
export function forgetKeptHere(): void {
  for (const place of ['browser', 'tab'] as const) forgetIn(place)
}

function forgetIn(place: Place): void {
  try {
    const storage = storageOf(place)
    const keys = Array.from({ length: storage.length }, (_, at) => storage.key(at) ?? '')
    for (const key of keys) if (key.startsWith(prefix)) storage.removeItem(key)
  } catch {
    // Storage is switched off: there is nothing.
  }
}
