/** Whether the screen is a phone's: there the decision is made on a sheet of its own. The same width as the style sheet's. */
import { useSyncExternalStore } from 'react'

const phones = '(max-width: 639.98px)'
const query = (): MediaQueryList | undefined => globalThis.matchMedia?.(phones)

function subscribe(listener: () => void): () => void {
  const list = query()
  list?.addEventListener('change', listener)
  return () => list?.removeEventListener('change', listener)
}

export const useIsPhone = (): boolean => useSyncExternalStore(subscribe, () => query()?.matches === true)
