/** Whether the overlay of keys is open. Apart from the overlay itself, which is loaded when it is first wanted. */
import { createStore } from '../ui/store.ts'

export const keysHelpOpen = createStore(false)
export const openKeysHelp = (): void => keysHelpOpen.set(true)
