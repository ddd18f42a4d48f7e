/** Starts the dashboard. */
import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { RouterProvider } from 'react-router/dom'
import { ownScript, watchVersion } from './frame/newer-version.ts'
import { disconnectLive } from './live/bridge.ts'
import { queryClient } from './query/client.ts'
import { copies } from './query/copies/browser-copies.ts'
import { keepShell } from './query/copies/shell.ts'
import { op } from './query/op.ts'
import { router } from './router.tsx'
import './theme/index.css'
import { watchTheme } from './theme/theme.ts'

// Every screen waits for the answer: it is asked for while the screen is still on its way.
void queryClient.prefetchQuery(op('getSession', {}))
watchTheme()
copies.watch(disconnectLive)
keepShell()
watchVersion(ownScript())

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no #root')
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
)
