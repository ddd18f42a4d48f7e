/**
 * The built files are kept by a service worker (public/offline.js), so that the dashboard opens while the server is gone. It
 * only ever answers with a kept page when the server does not: a new version is there at the next load.
 */
export function keepShell(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return
  addEventListener('load', () => void setTimeout(keep, afterOpeningMs))
}

/** A hundred files: what the first screen asks for goes before them. */
const afterOpeningMs = 1000

function keep(): void {
  const { serviceWorker } = navigator
  serviceWorker
    .register('/offline.js')
    .then(() => serviceWorker.ready)
    .then(({ active }) => active?.postMessage('keep', []))
    // Without it everything works but opening while the server is gone.
    .catch(() => undefined)
}
