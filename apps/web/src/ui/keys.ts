/**
 * Hears single-key shortcuts and sequences: never while somebody types, never with a modifier, never behind a dialog or a
 * menu. A screen says what a shortcut does there by `useShortcut`; the map of all is key-map.ts.
 */
import { useEffect, useRef } from 'react'
import { keyChoices, keysOf } from './key-choices.ts'
import { digits, shortcutIds } from './key-map.ts'
import type { ShortcutId } from './key-map.ts'

type Press = (event: KeyboardEvent) => void

interface Registered {
  press: Press
  /** Whether there is anything to press it for now: rows, tabs. */
  isThere: () => boolean
}

/** Whoever came last is asked first: a part of the screen before the screen. */
const registered = new Map<ShortcutId, Registered[]>()

/** After the first key of a sequence. */
const patienceMs = 1500
let begun: string[] = []
let beganAt = 0

export function useShortcut(id: ShortcutId, press: Press, isThere: () => boolean = always): void {
  const latest = useRef({ press, isThere })
  latest.current = { press, isThere }
  useEffect(
    () => register(id, { press: (event) => latest.current.press(event), isThere: () => latest.current.isThere() }),
    [id],
  )
}

const always = () => true

/** Those that do something on the screen as it is now. */
export const activeShortcuts = (): readonly ShortcutId[] => shortcutIds.filter((id) => newestOf(id) !== undefined)

const newestOf = (id: ShortcutId): Registered | undefined => registered.get(id)?.findLast((one) => one.isThere())

function register(id: ShortcutId, one: Registered): () => void {
  if (registered.size === 0) document.addEventListener('keydown', hear)
  registered.set(id, [...(registered.get(id) ?? []), one])
  return () => {
    const left = registered.get(id)?.filter((other) => other !== one) ?? []
    if (left.length > 0) registered.set(id, left)
    else registered.delete(id)
    if (registered.size === 0) document.removeEventListener('keydown', hear)
  }
}

function hear(event: KeyboardEvent): void {
  if (!keyChoices.get().isOn || !isSingleKey(event) || isBusyElsewhere(event.target)) return
  const isLate = event.timeStamp - beganAt > patienceMs
  const pressed = [...(isLate ? [] : begun), event.key].join(' ')
  const found = shortcutFor(pressed)
  begun = found === undefined && beginsOne(pressed) ? pressed.split(' ') : []
  beganAt = event.timeStamp
  if (found === undefined) return
  event.preventDefault()
  found.press(event)
}

const isSingleKey = (event: KeyboardEvent): boolean =>
  !event.metaKey &&
  !event.ctrlKey &&
  !event.altKey &&
  !event.defaultPrevented &&
  event.key !== 'Shift' &&
  !isComposing(event)

/** The key belongs to an input method: it chooses among words, or ends one. Safari tells of the last by its number alone. */
export const isComposing = (event: KeyboardEvent): boolean => event.isComposing || event.keyCode === 229

const shortcutFor = (pressed: string): Registered | undefined =>
  shortcutIds
    .filter((id) => isFor(keysOf(id, keyChoices.get()), pressed))
    .map(newestOf)
    .find((one) => one !== undefined)

const isFor = (keys: string, pressed: string): boolean => (keys === digits ? /^[1-9]$/.test(pressed) : keys === pressed)

const beginsOne = (pressed: string): boolean =>
  activeShortcuts().some((id) => keysOf(id, keyChoices.get()).startsWith(`${pressed} `))

export function isBusyElsewhere(target: EventTarget | null): boolean {
  if (document.querySelector('[role="dialog"], [role="alertdialog"], [role="menu"]') !== null) return true
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
}
