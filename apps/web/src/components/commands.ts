/**
 * What can be done on the screen that is shown: the palette lists it, its key does it. A command opens the very dialog that
 * its button opens, and has the button's reason when it may not be done now.
 */
import { useEffect, useRef } from 'react'
import type { ShortcutId } from '../ui/key-map.ts'
import { useShortcut } from '../ui/keys.ts'
import { createStore } from '../ui/store.ts'
import { toast } from '../ui/Toast.tsx'

export interface Command {
  /** "Stop d-1A2B3C4D5", with what it is about. */
  name: string
  /** Set = it may not be done now, and this is why. */
  whyNot?: string | undefined
  shortcut?: ShortcutId
  run: () => void
}

/** Of all parts of the screen, in the order in which they came. */
export const commands = createStore<readonly Command[]>([])

export function useCommand({ name, whyNot, shortcut, run }: Command): void {
  const latest = useRef(run)
  latest.current = run
  useEffect(() => {
    const command: Command = { name, whyNot, ...(shortcut && { shortcut }), run: () => latest.current() }
    commands.set([...commands.get(), command])
    return () => commands.set(commands.get().filter((other) => other !== command))
  }, [name, whyNot, shortcut])
}

/** A command with a key. Pressed while it may not be done, the key says why. */
export function useKeyCommand(command: Command & { shortcut: ShortcutId }): void {
  useCommand(command)
  useShortcut(command.shortcut, () => {
    if (command.whyNot === undefined) command.run()
    else toast(command.whyNot, 'refused')
  })
}
