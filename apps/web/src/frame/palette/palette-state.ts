/** Whether the palette is open, and on what. Apart from the palette itself, which is loaded when it is first wanted. */
import { createStore } from '../../ui/store.ts'

/** `actions`: only what can be done on this screen. */
export type PaletteScope = 'everything' | 'actions'

export const paletteScope = createStore<PaletteScope | undefined>(undefined)

export const openPalette = (scope: PaletteScope = 'everything'): void => paletteScope.set(scope)
export const closePalette = (): void => paletteScope.set(undefined)
