/**
 * Find anything, go anywhere, do what the screen offers, without a mouse. A combobox over one list: the text keeps the
 * focus, the arrows move the choice. Nothing is done here: what asks first from its button asks first from here.
 */
import { useEffect, useId, useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import { flushSync } from 'react-dom'
import { useNavigate } from 'react-router'
import { usePerson } from '../../session/session.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { isComposing } from '../../ui/keys.ts'
import { takeEarlyKeys } from './early-keys.ts'
import { ranked } from './item.ts'
import type { PaletteItem } from './item.ts'
import { closePalette } from './palette-state.ts'
import type { PaletteScope } from './palette-state.ts'
import { PaletteList } from './PaletteList.tsx'
import { recentOf, remember } from './recent.ts'
import { useDeeds } from './use-deeds.ts'
import { useThings } from './use-things.ts'
import type { Things } from './use-things.ts'

/** As many as anybody looks through; more words find the others. */
const mostShown = 60

export default function CommandPalette({ scope }: { scope: PaletteScope }) {
  const person = usePerson()
  const [typed, setTyped] = useState('')
  const { items, note } = useItems(scope, typed, person)
  const [at, setAt] = useState(0)
  const chosen = items[Math.min(at, items.length - 1)]
  const listId = useId()
  const input = useLateFocus(() => setTyped(takeEarlyKeys()))
  const pick = (item: PaletteItem) => {
    if (item.whyNot !== undefined) return
    if (item.to !== undefined) remember(person, { ...item, to: item.to })
    // The dialog gives the focus back when it is gone; what is done next may take it again.
    flushSync(closePalette)
    setTimeout(item.run, 0)
  }
  const press = (event: KeyboardEvent) => {
    if (isComposing(event.nativeEvent)) return
    const next = placeAfter(event.key, Math.min(at, items.length - 1), items.length)
    if (next !== undefined) setAt(next)
    else if (event.key === 'Enter' && chosen !== undefined) pick(chosen)
    else return
    event.preventDefault()
  }
  return (
    <Dialog open onClose={closePalette} title={scope === 'actions' ? 'What can be done here' : 'Find or do'} wide>
      <div className="sticky -top-4 z-10 -mx-5 -mt-4 bg-bg px-5 pb-2 pt-4">
        <input
          ref={input}
          type="text"
          role="combobox"
          aria-label="A screen, a thing, or something to do"
          aria-expanded={items.length > 0}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={chosen === undefined ? undefined : optionId(listId, chosen)}
          autoComplete="off"
          spellCheck={false}
          placeholder="d-1A2B3C4D5, an application, a host, “stop”…"
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value)
            setAt(0)
          }}
          onKeyDown={press}
          className="min-h-11 w-full rounded-md border border-control bg-bg px-3 text-lg text-text placeholder:text-muted"
        />
        <p role="status" className="mt-1.5 min-h-5 text-xs text-muted">
          {note}
        </p>
      </div>
      <PaletteList
        id={listId}
        items={items}
        chosen={chosen}
        optionId={(item) => optionId(listId, item)}
        onPick={pick}
        onPoint={(item) => setAt(items.indexOf(item))}
      />
    </Dialog>
  )
}

function useItems(scope: PaletteScope, typed: string, person: string) {
  const navigate = useNavigate()
  const { here, everywhere } = useDeeds()
  const isAll = scope === 'everything'
  const things = useThings(isAll ? typed : '')
  const [recent] = useState(() => recentOf(person))
  const recently = recent.map((one): PaletteItem => ({ ...one, group: 'Recent', run: () => void navigate(one.to) }))
  const isEmpty = typed.trim() === ''
  const offered = isEmpty ? [...recently, ...here, ...everywhere] : [...here, ...everywhere, ...things.items]
  const found = ranked(isAll ? offered : here, typed)
  return { items: onceEach(found).slice(0, mostShown), note: noteOf(found.length, isEmpty, things) }
}

/** What was gone to lately is also a place or a thing: it is listed once, where it comes first. */
function onceEach(items: readonly PaletteItem[]): readonly PaletteItem[] {
  const seen = new Set<string>()
  return items.filter(({ id }) => !seen.has(id) && seen.add(id))
}

function noteOf(count: number, isEmpty: boolean, { isSearching, error, leftOut }: Omit<Things, 'items'>): string {
  if (error !== undefined) return `Not everything could be searched: ${error}`
  if (isSearching) return 'Searching…'
  if (isEmpty) return ''
  return leftOut === undefined ? foundOf(count) : `${foundOf(count).replace(/\.?$/, '.')} ${leftOut}`
}

function foundOf(count: number): string {
  if (count === 0) return 'Nothing has these words.'
  return count > mostShown ? `The first ${mostShown} of ${count}: more words find the others.` : `${count} found`
}

const optionId = (listId: string, item: PaletteItem): string => `${listId}-${encodeURIComponent(item.id)}`

/** Where a key leads in the list; undefined for keys that lead nowhere. */
function placeAfter(key: string, at: number, size: number): number | undefined {
  if (size === 0) return undefined
  switch (key) {
    case 'ArrowDown':
      return (at + 1) % size
    case 'ArrowUp':
      return (at - 1 + size) % size
    case 'PageDown':
      return Math.min(size - 1, at + 8)
    case 'PageUp':
      return Math.max(0, at - 8)
    default:
      return undefined
  }
}

/** After the dialog has noted where the focus came from: there it goes back to. */
function useLateFocus(then: () => void) {
  const input = useRef<HTMLInputElement>(null)
  const latest = useRef(then)
  useEffect(() => {
    const timer = setTimeout(() => {
      input.current?.focus()
      latest.current()
    }, 0)
    return () => clearTimeout(timer)
  }, [])
  return input
}
