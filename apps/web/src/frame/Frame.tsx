/** What surrounds every screen of a signed-in person: skip link, top bar, rail (tabs on phones), and the main region. */
import { useEffect } from 'react'
import { Outlet, ScrollRestoration } from 'react-router'
import { connectLive, disconnectLive } from '../live/bridge.ts'
import { SessionGate } from '../session/SessionGate.tsx'
import { Toaster } from '../ui/Toast.tsx'
import { FrameKeys } from './FrameKeys.tsx'
import { Navigation } from './Navigation.tsx'
import { Overlays } from './Overlays.tsx'
import { SavedCopyBanner } from './SavedCopyBanner.tsx'
import { TopBar } from './TopBar.tsx'
import { UpdatedBanner } from './UpdatedBanner.tsx'

export default function Frame() {
  return (
    <SessionGate>
      <SignedInFrame />
    </SessionGate>
  )
}

function SignedInFrame() {
  useEffect(() => {
    connectLive()
    return disconnectLive
  }, [])
  return (
    <div className="grid min-h-dvh grid-cols-[minmax(0,1fr)] grid-rows-[48px_1fr] sm:grid-cols-[104px_minmax(0,1fr)] lg:h-dvh lg:grid-cols-[208px_minmax(0,1fr)]">
      <a
        href="#main"
        className="absolute left-2 top-2 z-50 -translate-y-20 rounded-md bg-accent px-3 py-2 text-accent-text focus:translate-y-0"
      >
        Skip to content
      </a>
      <TopBar />
      <Navigation />
      <main id="main" tabIndex={-1} className="relative min-w-0 max-sm:pb-16 lg:overflow-y-auto">
        <UpdatedBanner />
        <SavedCopyBanner />
        <Outlet />
      </main>
      <FrameKeys />
      <Overlays />
      <Toaster />
      <ScrollRestoration />
    </div>
  )
}
