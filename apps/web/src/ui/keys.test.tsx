import { cleanup, fireEvent, render } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { chooseKeys, keyChoices, keysOf, resetKeys, turnKeys, whyNotKeys } from './key-choices.ts'
import { digits, keyMap, shortcutIds } from './key-map.ts'
import type { ShortcutId } from './key-map.ts'
import { activeShortcuts, useShortcut } from './keys.ts'

let heard: string[] = []

function Screen({ ids, isThere = true }: { ids: readonly ShortcutId[]; isThere?: boolean }) {
  return ids.map((id) => <Hears key={id} id={id} isThere={isThere} />)
}

function Hears({ id, isThere }: { id: ShortcutId; isThere: boolean }) {
  useShortcut(
    id,
    (event) => heard.push(`${id}:${event.key}`),
    () => isThere,
  )
  return null
}

const press = (...keys: string[]) => {
  for (const key of keys) fireEvent.keyDown(document.activeElement ?? document.body, { key })
}

afterEach(() => {
  cleanup()
  resetKeys()
  document.body.replaceChildren()
  heard = []
})

describe('a key', () => {
  it('does what the screen said, and nothing once the screen is gone', () => {
    const { unmount } = render(<Screen ids={['stop', 'rollBack']} />)
    press('s', 'b', 'x')
    unmount()
    press('s')
    expect(heard).toEqual(['stop:s', 'rollBack:b'])
  })

  it('waits for the second of a sequence, which then means nothing else', () => {
    render(<Screen ids={['goDeployments', 'showNew', 'goNow']} />)
    press('g', 'd', 'n', 'g', 'n')
    expect(heard).toEqual(['goDeployments:d', 'showNew:n', 'goNow:n'])
  })

  it('opens a tab by any digit but 0', () => {
    render(<Screen ids={['tab']} />)
    press('3', '0')
    expect(heard).toEqual(['tab:3'])
  })

  it.each(['input', 'textarea', 'select'])('is text in a field: %s', (tag) => {
    render(<Screen ids={['stop']} />)
    const field = document.body.appendChild(document.createElement(tag))
    field.focus()
    press('s')
    expect(heard).toEqual([])
  })

  it.each(['dialog', 'alertdialog', 'menu'])('does nothing behind a %s', (role) => {
    render(<Screen ids={['stop']} />)
    document.body.appendChild(document.createElement('div')).setAttribute('role', role)
    press('s')
    expect(heard).toEqual([])
  })

  it.each(['ctrlKey', 'metaKey', 'altKey'])('with a modifier is the browser’s: %s', (modifier) => {
    render(<Screen ids={['stop', 'copyLink']} />)
    fireEvent.keyDown(document.body, { key: 'c', [modifier]: true })
    expect(heard).toEqual([])
  })

  it.each([
    ['tells', { isComposing: true }],
    ['tells by its number', { keyCode: 229 }],
  ])('that an input method takes is its own, as the browser %s', (_, how) => {
    render(<Screen ids={['stop']} />)
    fireEvent.keyDown(document.body, { key: 's', ...how })
    expect(heard).toEqual([])
  })

  it('is not listed where there is nothing to press it for', () => {
    const { rerender } = render(<Screen ids={['nextRow']} isThere={false} />)
    expect(activeShortcuts()).toEqual([])
    rerender(<Screen ids={['nextRow']} />)
    expect(activeShortcuts()).toEqual(['nextRow'])
  })
})

describe('whoever talks to their machine', () => {
  it('switches single keys off, and the choice is kept', () => {
    render(<Screen ids={['stop']} />)
    turnKeys(false)
    press('s')
    expect(heard).toEqual([])
    expect(localStorage.getItem('sluice.keys')).toContain('"isOn":false')
  })

  it('chooses another key, and the old one does nothing', () => {
    render(<Screen ids={['stop']} />)
    chooseKeys('stop', 'q')
    press('s', 'q')
    expect(heard).toEqual(['stop:q'])
    chooseKeys('stop', undefined)
    expect(keysOf('stop', keyChoices.get())).toBe('s')
  })

  it.each([
    ['stop', 'b', 'b is taken: roll back the deployment (asks first).'],
    ['stop', 'g', 'g is taken: go to now.'],
    ['stop', '4', 'Digits open tabs: choose another key.'],
    ['stop', 'q', undefined],
  ] as const)('is told of %s by %s: %s', (id, keys, why) => expect(whyNotKeys(id, keys)).toBe(why))
})

it('no two shortcuts that meet have the same key from the start', () => {
  const others = shortcutIds.filter((id) => keyMap[id].keys !== digits)
  expect(others.map((id) => [id, whyNotKeys(id, keyMap[id].keys)]).filter(([, why]) => why !== undefined)).toEqual([])
})
