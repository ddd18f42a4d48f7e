/** The few things of a browser that the client touches, with types of their own: the server's types are not in the way. */
export interface Socket {
  onmessage: ((event: { data: unknown }) => void) | null
  onclose: ((event: { code: number }) => void) | null
  onerror: (() => void) | null
  send(text: string): void
  close(): void
}

export type OpenSocket = (url: string) => Socket

interface Page {
  addEventListener?(type: string, listener: () => void): void
  removeEventListener?(type: string, listener: () => void): void
}

interface Browser extends Page {
  WebSocket: new (url: string) => Socket
  document?: Page & { visibilityState: string }
}

/** This room is built without the browser's types, so that the hub beside it never uses them by mistake. */
const globals: unknown = globalThis
const browser = globals as Browser

export const openBrowserSocket: OpenSocket = (url) => new browser.WebSocket(url)

/** Calls when the network is back and when somebody looks at the tab again; the answer ends that. */
export function onBrowserWake(wake: () => void): () => void {
  const seen = () => browser.document?.visibilityState === 'visible' && wake()
  browser.addEventListener?.('online', wake)
  browser.document?.addEventListener?.('visibilitychange', seen)
  return () => {
    browser.removeEventListener?.('online', wake)
    browser.document?.removeEventListener?.('visibilitychange', seen)
  }
}
