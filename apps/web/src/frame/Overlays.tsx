/** What opens above every screen, each loaded when it is first wanted. */
import { lazy, useEffect } from 'react'
import { useStore } from '../ui/store.ts'
import { keysHelpOpen } from './keys-help-state.ts'
import { OverlayPart } from './OverlayPart.tsx'
import { endEarlyKeys } from './palette/early-keys.ts'
import { closePalette, paletteScope } from './palette/palette-state.ts'

const CommandPalette = lazy(() => import('./palette/CommandPalette.tsx'))
const KeysHelp = lazy(() => import('./KeysHelp.tsx'))

export function Overlays() {
  const scope = useStore(paletteScope)
  const isKeysHelpOpen = useStore(keysHelpOpen)
  // Also when the palette could not be loaded: whoever waits for it must not hold the keys.
  useEffect(() => closePalette, [])
  return (
    <>
      {scope !== undefined && (
        <OverlayPart what="The palette" onClose={closePalette} onFailed={endEarlyKeys}>
          <CommandPalette scope={scope} />
        </OverlayPart>
      )}
      {isKeysHelpOpen && (
        <OverlayPart what="The list of keys" onClose={() => keysHelpOpen.set(false)}>
          <KeysHelp />
        </OverlayPart>
      )}
    </>
  )
}
