/**
 * The built files are kept by a service worker (public/offline.js), so that the dashboard opens while the server is gone. It
 * only ever answers with a kept page when the server does not: a new version is there at the next load.
 */
export function keepShell(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return
  const { serviceWorker } = navigator
  addEventListener('load', () => {
    serviceWorker
      .register('/offline.js')
      .then(() => serviceWorker.ready)
      .then(({ active }) => active?.postMessage('keep', []))
      // Without it everything works but opening while the server is gone.
      .catch(() => undefined)
  })
}
