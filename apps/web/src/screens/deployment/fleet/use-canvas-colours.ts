/** The colours a canvas paints with: the tokens of the theme, or the system's own when a person forces colours. */
import { useSyncExternalStore } from 'react'
import { tokens } from '../../../theme/tokens.ts'
import type { TokenName } from '../../../theme/tokens.ts'

const forcedNames = Object.keys(tokens.light) as TokenName[]
const forced = Object.fromEntries(forcedNames.map((name) => [name, 'CanvasText'])) as Record<TokenName, string>
forced.failed = 'Highlight'
forced.success = 'GrayText'

export const useCanvasColours = (): Record<TokenName, string> => useSyncExternalStore(watch, read)

function read(): Record<TokenName, string> {
  if (matchMedia('(forced-colors: active)').matches) return forced
  return document.documentElement.dataset['theme'] === 'dark' ? tokens.dark : tokens.light
}

function watch(changed: () => void): () => void {
  const observer = new MutationObserver(changed)
  observer.observe(document.documentElement, { attributeFilter: ['data-theme'] })
  const query = matchMedia('(forced-colors: active)')
  query.addEventListener('change', changed)
  return () => {
    observer.disconnect()
    query.removeEventListener('change', changed)
  }
}
