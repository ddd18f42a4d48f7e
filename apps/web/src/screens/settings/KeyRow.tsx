/** One shortcut and its keys. Choosing listens for one key, or for two in a row; Escape leaves it as it was. */
import { useState } from 'react'
import type { KeyboardEvent } from 'react'
import { KeyCaps } from '../../components/KeyCaps.tsx'
import { Button } from '../../ui/Button.tsx'
import { chooseKeys, keyChoices, keysOf, whyNotKeys } from '../../ui/key-choices.ts'
import { shortcutOf } from '../../ui/key-map.ts'
import type { ShortcutId } from '../../ui/key-map.ts'
import { useStore } from '../../ui/store.ts'

export function KeyRow({ id }: { id: ShortcutId }) {
  const choices = useStore(keyChoices)
  const [isChoosing, setChoosing] = useState(false)
  const { what, fixed } = shortcutOf(id)
  return (
    <li className="flex min-h-9 flex-wrap items-center gap-x-3 border-b border-line py-1">
      <span className="min-w-0 flex-1">{what}</span>
      {isChoosing ? (
        <KeyField id={id} what={what} onDone={() => setChoosing(false)} />
      ) : (
        <>
          <KeyCaps keys={keysOf(id, choices)} />
          {fixed !== true && (
            <Button look="quiet" onClick={() => setChoosing(true)}>
              Change<span className="sr-only"> the key: {what}</span>
            </Button>
          )}
        </>
      )}
    </li>
  )
}

function KeyField({ id, what, onDone }: { id: ShortcutId; what: string; onDone: () => void }) {
  const [keys, setKeys] = useState('')
  const whyNot = keys === '' ? undefined : whyNotKeys(id, keys)
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Escape') return onDone()
    if (event.key.length > 1) return
    event.preventDefault()
    setKeys((before) => (before === '' || before.includes(' ') ? event.key : `${before} ${event.key}`))
  }
  const save = () => {
    chooseKeys(id, keys)
    onDone()
  }
  return (
    <span className="flex flex-wrap items-center gap-2">
      <input
        aria-label={`New key: ${what}`}
        aria-invalid={whyNot === undefined ? undefined : true}
        autoFocus
        readOnly
        value={keys}
        placeholder="Press a key"
        onKeyDown={press}
        className="min-h-8 w-28 rounded-md border border-control bg-bg px-2 text-text placeholder:text-muted"
      />
      <Button disabledReason={keys === '' ? 'Press a key first.' : whyNot} onClick={save}>
        Use it
      </Button>
      <Button look="quiet" onClick={onDone}>
        Cancel
      </Button>
      {whyNot !== undefined && (
        <span role="alert" className="w-full text-xs text-failed-text">
          ✕ {whyNot}
        </span>
      )}
    </span>
  )
}
