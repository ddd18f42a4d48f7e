/**
 * Keys that every screen has without saying anything: going places, rows of its table, its tabs, its field to find in.
 * They act on what is on the screen, by roles, as a hand with a mouse would.
 */
import { useEffect } from 'react'
import { useNavigate } from 'react-router'
import { copyText } from '../ui/copy-text.ts'
import { isComposing, useShortcut } from '../ui/keys.ts'
import { toast } from '../ui/Toast.tsx'
import { openKeysHelp } from './keys-help-state.ts'
import { openPalette } from './palette/palette-state.ts'
import { places } from './places.ts'
import type { Place } from './places.ts'

export function FrameKeys() {
  usePaletteKey()
  useLeaveKey()
  useShortcut('keysHelp', openKeysHelp)
  useShortcut('actions', () => openPalette('actions'))
  useShortcut('find', () => {
    const field = onScreen('input[type="search"]')[0]
    if (field === undefined) openPalette()
    else field.focus()
  })
  useShortcut('copyLink', () => void copyLink())
  const hasRows = () => rowsOnScreen().length > 0
  useShortcut('nextRow', () => moveInRows(1), hasRows)
  useShortcut('previousRow', () => moveInRows(-1), hasRows)
  useShortcut(
    'tab',
    ({ key }) => tabsOnScreen()[Number(key) - 1]?.click(),
    () => tabsOnScreen().length > 0,
  )
  return places.map((place) => <GoKey key={place.name} place={place} />)
}

function GoKey({ place: { shortcut, to } }: { place: Place }) {
  const navigate = useNavigate()
  useShortcut(shortcut, () => void navigate(to))
  return null
}

/** Ctrl K or Command K. It has a modifier, so it works while one types, too. */
function usePaletteKey(): void {
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      const isIt =
        event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey
      if (!isIt || document.querySelector('[role="dialog"], [role="alertdialog"]') !== null) return
      event.preventDefault()
      openPalette()
    }
    document.addEventListener('keydown', hear)
    return () => document.removeEventListener('keydown', hear)
  }, [])
}

/** Escape leaves a field to find in, with its words: the next key is the screen's again. Browsers would empty it and stay. */
function useLeaveKey(): void {
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      const { target } = event
      if (event.key !== 'Escape' || event.defaultPrevented || isComposing(event)) return
      if (!(target instanceof HTMLInputElement) || !target.matches('main input[type="search"]')) return
      event.preventDefault()
      target.blur()
    }
    document.addEventListener('keydown', hear)
    return () => document.removeEventListener('keydown', hear)
  }, [])
}

/** What is copied is all that is seen: the state of a screen is in its address. */
export async function copyLink(): Promise<void> {
  if (await copyText(location.href)) toast('Link copied.')
  else toast('The browser does not let the link be copied: take it from the address bar.', 'refused')
}

const isSeen = (element: HTMLElement): boolean => element.checkVisibility?.() ?? true

const onScreen = (selector: string): HTMLElement[] =>
  [...document.querySelectorAll<HTMLElement>(`main ${selector}`)].filter(isSeen)

const tabsOnScreen = (): HTMLElement[] => {
  const list = onScreen('[role="tablist"]')[0]
  return [...(list?.querySelectorAll<HTMLElement>('[role="tab"]') ?? [])]
}

const pressable = 'a[href], button:not([tabindex="-1"])'

/** What Enter opens of each row: its first link. Lists of cards say `data-rows`. */
const rowsOnScreen = (): HTMLElement[] =>
  onScreen(':is(tbody tr, [data-rows] > *)').flatMap((row) => row.querySelector<HTMLElement>(pressable) ?? [])

function moveInRows(step: 1 | -1): void {
  const rows = rowsOnScreen()
  const at = rows.findIndex((row) => row === document.activeElement)
  const next = at === -1 ? (step === 1 ? 0 : rows.length - 1) : Math.min(rows.length - 1, Math.max(0, at + step))
  rows[next]?.focus()
  rows[next]?.scrollIntoView?.({ block: 'nearest' })
}
