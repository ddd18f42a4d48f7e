/**
 * The palette's code is loaded when it is first wanted, and nobody waits for that before typing. From the moment it is
 * asked for until its field has the focus, no key reaches the screen below, and what was typed is kept for the field.
 */
import { isComposing } from '../../ui/keys.ts'

let typed = ''
let leave: (() => void) | undefined

/** `onLeave`: Escape was pressed before there was anything to close. */
export function keepEarlyKeys(onLeave: () => void): void {
  endEarlyKeys()
  leave = onLeave
  window.addEventListener('keydown', hear, { capture: true })
}

/** For the field, when it takes over. */
export function takeEarlyKeys(): string {
  const taken = typed
  endEarlyKeys()
  return taken
}

export function endEarlyKeys(): void {
  window.removeEventListener('keydown', hear, { capture: true })
  typed = ''
  leave = undefined
}

function hear(event: KeyboardEvent): void {
  if (isComposing(event)) return
  event.stopImmediatePropagation()
  const isPlain = isText(event)
  if (!isPlain && isForBrowser(event)) return
  event.preventDefault()
  if (event.key === 'Escape') leave?.()
  else if (event.key === 'Backspace') typed = typed.slice(0, -1)
  else if (isPlain) typed += event.key
}

/** Some signs are typed with AltGr, which says Ctrl and Alt. */
const isText = (event: KeyboardEvent): boolean =>
  event.key.length === 1 && (event.getModifierState('AltGraph') || !hasModifier(event))

/** Reloading and the like go on working; Ctrl K is ours. */
const isForBrowser = (event: KeyboardEvent): boolean => hasModifier(event) && event.key.toLowerCase() !== 'k'

const hasModifier = ({ ctrlKey, metaKey, altKey }: KeyboardEvent): boolean => ctrlKey || metaKey || altKey
