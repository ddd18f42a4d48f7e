/**
 * Which keys this browser uses: people may switch single keys off and choose others (WCAG 2.1.4). What is kept and not
 * understood is dropped.
 */
import { keyMap, shortcutIds, shortcutOf } from './key-map.ts'
import type { ShortcutId } from './key-map.ts'
import { createStore } from './store.ts'

export interface KeyChoices {
  isOn: boolean
  chosen: Readonly<Partial<Record<ShortcutId, string>>>
}

const storageKey = 'sluice.keys'
const untouched: KeyChoices = { isOn: true, chosen: {} }

export const keyChoices = createStore<KeyChoices>(readChoices())

export const keysOf = (id: ShortcutId, { chosen }: KeyChoices): string => chosen[id] ?? shortcutOf(id).keys

export const turnKeys = (isOn: boolean): void => keep({ ...keyChoices.get(), isOn })

export const resetKeys = (): void => keep(untouched)

/** The sentence that forbids these keys for this shortcut, or undefined. */
export function whyNotKeys(id: ShortcutId, keys: string, choices: KeyChoices = keyChoices.get()): string | undefined {
  if (keys.trim() === '') return 'Press a key.'
  if (/^[1-9]/.test(keys)) return 'Digits open tabs: choose another key.'
  const taken = shortcutIds.find((other) => other !== id && meet(id, other) && clash(keysOf(other, choices), keys))
  return taken === undefined ? undefined : `${keys} is taken: ${shortcutOf(taken).what.toLowerCase()}.`
}

export function chooseKeys(id: ShortcutId, keys: string | undefined): void {
  const { [id]: _, ...others } = keyChoices.get().chosen
  const isDefault = keys === undefined || keys === keyMap[id].keys
  keep({ ...keyChoices.get(), chosen: isDefault ? others : { ...others, [id]: keys } })
}

/** Two shortcuts of single screens that have the same key from the start never meet. */
const meet = (a: ShortcutId, b: ShortcutId): boolean =>
  shortcutOf(a).where === 'any' || shortcutOf(b).where === 'any' || keyMap[a].keys !== keyMap[b].keys

/** The same keys, or one sequence is the beginning of the other. */
const clash = (a: string, b: string): boolean => a === b || a.startsWith(`${b} `) || b.startsWith(`${a} `)

function keep(choices: KeyChoices): void {
  try {
    localStorage.setItem(storageKey, JSON.stringify(choices))
  } catch {
    // Storage may be switched off: the choice then lasts as long as the page.
  }
  keyChoices.set(choices)
}

function readChoices(): KeyChoices {
  try {
    const kept = JSON.parse(localStorage.getItem(storageKey) ?? 'null') as Partial<KeyChoices> | null
    if (kept === null) return untouched
    const chosen = Object.entries(kept.chosen ?? {}).filter(
      ([id, keys]) => Object.hasOwn(keyMap, id) && typeof keys === 'string' && keys !== '',
    )
    return { isOn: kept.isOn !== false, chosen: Object.fromEntries(chosen) }
  } catch {
    return untouched
  }
}
