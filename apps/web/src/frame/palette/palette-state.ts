/** Whether the palette is open, and on what. Apart from the palette itself, which is loaded when it is first wanted. */
import { createStore } from '../../ui/store.ts'
import { endEarlyKeys, keepEarlyKeys } from './early-keys.ts'

/** `actions`: only what can be done on this screen. */
export type PaletteScope = 'everything' | 'actions'

export const paletteScope = createStore<PaletteScope | undefined>(undefined)

export function openPalette(scope: PaletteScope = 'everything'): void {
  if (paletteScope.get() !== undefined) return
  keepEarlyKeys(closePalette)
  paletteScope.set(scope)
}

export function closePalette(): void {
  endEarlyKeys()
  paletteScope.set(undefined)
}
