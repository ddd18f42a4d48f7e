/**
 * A tab may be older than the server: parts of it that were never loaded are then gone. When one could not be had, the server's list of
 * files tells whether that is why; a server that does not answer is told of elsewhere.
 */
import { createStore } from '../ui/store.ts'

export const isOutdated = createStore(false)

/** `ownFile`: the script that this tab began with. */
export function watchVersion(ownFile: string | undefined): () => void {
  const look = () => void compareVersions(ownFile)
  // Vite tells so of each part whose code could not be loaded.
  addEventListener('vite:preloadError', look)
  return () => removeEventListener('vite:preloadError', look)
}

export async function compareVersions(ownFile: string | undefined): Promise<void> {
  if (await isNewer(ownFile)) isOutdated.set(true)
}

async function isNewer(ownFile: string | undefined): Promise<boolean> {
  if (ownFile === undefined) return false
  try {
    const files: unknown = await (await fetch('/offline-files.json', { cache: 'no-store' })).json()
    return Array.isArray(files) && !files.includes(ownFile)
  } catch {
    return false
  }
}

export function ownScript(): string | undefined {
  const script = document.querySelector<HTMLScriptElement>('script[type="module"][src*="/assets/"]')
  return script === null ? undefined : new URL(script.src).pathname
}
