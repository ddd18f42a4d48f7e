/** The live client of this tab in the words of the bridge: callbacks, and a connection that knows when silence is too long. */
import { createLiveClient } from '@sluice/live/client'
import type { ConnectionState, TopicListener } from '@sluice/live/client'
import { silentAfterMs } from './connection.ts'
import type { Connection } from './connection.ts'

export interface SourceListener {
  onConnection(state: Connection): void
  /** The server's clock, milliseconds since the epoch. */
  onServerTime(at: number): void
}

export interface Source {
  subscribe(topic: string, listener: TopicListener): () => void
  retryNow(): void
  close(): void
}

export function openSource(listener: SourceListener): Source {
  const client = createLiveClient({ url: `${location.origin.replace(/^http/, 'ws')}/live` })
  const tell = () => listener.onConnection(connectionOf(client.connection.get(), Date.now()))
  const unsubscribe = client.connection.subscribe(() => {
    const serverNow = client.connection.get().serverTime
    if (serverNow !== undefined) listener.onServerTime(serverNow)
    tell()
  })
  const silence = setInterval(tell, 1000)
  tell()
  return {
    subscribe: (topic, handlers) => client.subscribe(topic, handlers),
    retryNow: () => client.retryNow(),
    close() {
      clearInterval(silence)
      unsubscribe()
      client.close()
    },
  }
}

/** How the server closes what a session opened that ended or changed. */
const signInAgain = 4401

export function connectionOf(state: ConnectionState, now: number): Connection {
  if (state.status === 'connecting') return { phase: 'connecting' }
  if (state.status === 'waiting')
    return {
      phase: 'reconnecting',
      heardAt: state.lastHeartbeatAt,
      retryAt: state.retryAt,
      mayBeSignedOut: state.closeCode === signInAgain || !state.wasGreeted,
    }
  const heardAt = state.lastHeartbeatAt ?? now
  return now - heardAt > silentAfterMs ? { phase: 'silent', heardAt } : { phase: 'live', heardAt }
}
