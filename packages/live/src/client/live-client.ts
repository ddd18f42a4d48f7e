/**
 * The browser's end of the live channel: one socket, kept up. It comes back by itself, asks only for what it missed, says
 * how far it has read, and replaces a socket on which nothing was heard for too long.
 */
import type { ClientFrame, ServerFrame } from '@sluice/model'
import { systemTimers, type Timers } from '../timers.ts'
import { onBrowserWake, openBrowserSocket, type OpenSocket, type Socket } from './browser.ts'
import type { ConnectionState } from './connection-state.ts'
import { retryDelay } from './retry-delay.ts'
import { createSubscribedTopics, type TopicListener } from './subscribed-topics.ts'

/** Three heartbeats. */
const silentMs = 12_000
const framesPerAck = 20

export interface LiveClientOptions {
  /** `wss://deploy.example.com/live` */
  url: string
  openSocket?: OpenSocket
  now?(): number
  random?(): number
  timers?: Timers
  /** Calls when it is worth trying at once: the network is back, the tab is seen. */
  onWake?(wake: () => void): () => void
}

export interface LiveClient {
  connection: {
    get(): ConnectionState
    subscribe(listener: () => void): () => void
  }
  /** Frames of a topic: a snapshot first, then changes; after a gap again a snapshot. The answer ends it. */
  subscribe(topic: string, listener: TopicListener): () => void
  /** Does not wait for the next try. */
  retryNow(): void
  close(): void
}

export function createLiveClient({
  url,
  openSocket = openBrowserSocket,
  now = Date.now,
  random = Math.random,
  timers = systemTimers,
  onWake = onBrowserWake,
}: LiveClientOptions): LiveClient {
  const listeners = new Set<() => void>()
  const topics = createSubscribedTopics((frame) => tell(frame))
  let state: ConnectionState = { status: 'connecting' }
  let socket: Socket | undefined
  let failures = 0
  let takenFrames = 0
  let heardAt = now()
  let cancelRetry: (() => void) | undefined
  let cancelWatch: (() => void) | undefined
  let isGreeted = false
  let isClosed = false

  const tell = (frame: ClientFrame) => socket?.send(JSON.stringify(frame))

  function change(next: ConnectionState): void {
    state = next
    for (const listener of [...listeners]) listener()
  }

  function connect(): void {
    cancelRetry?.()
    cancelRetry = undefined
    takenFrames = 0
    isGreeted = false
    heardAt = now()
    const opened = openSocket(url)
    socket = opened
    opened.onmessage = ({ data }) => opened === socket && typeof data === 'string' && hear(data)
    opened.onclose = ({ code }) => opened === socket && lose(code)
    // A close follows every error.
    opened.onerror = null
    watch()
  }

  /** Looks again when the silence would be too long, counted from the last sign. */
  function watch(): void {
    cancelWatch?.()
    cancelWatch = timers.after(heardAt + silentMs - now(), () => {
      if (isSilent()) lose()
      else watch()
    })
  }

  const isSilent = () => now() - heardAt >= silentMs

  /** The browser tells of a dead socket only after minutes: it is left behind, not waited for. */
  function abandon(): void {
    cancelWatch?.()
    const left = socket
    socket = undefined
    left?.close()
  }

  function lose(closeCode?: number): void {
    abandon()
    topics.pause()
    const delay = retryDelay(failures, random())
    failures += 1
    const { lastHeartbeatAt } = state
    cancelRetry = timers.after(delay, connect)
    change({
      status: 'waiting',
      retryAt: now() + delay,
      wasGreeted: isGreeted,
      ...(closeCode !== undefined && { closeCode }),
      ...(lastHeartbeatAt !== undefined && { lastHeartbeatAt }),
    })
  }

  function hear(text: string): void {
    const frame = JSON.parse(text) as ServerFrame
    heardAt = now()
    switch (frame.type) {
      case 'hello':
        isGreeted = true
        change({ status: 'open', lastHeartbeatAt: heardAt, serverTime: frame.at })
        return topics.resume(frame.epoch)
      case 'heartbeat':
        // Only now: a server that greets and hangs up must not be asked twice a second.
        failures = 0
        return change({ status: 'open', lastHeartbeatAt: heardAt, serverTime: frame.at })
      case 'snapshot':
      case 'delta':
        acknowledge()
        return topics.take(frame)
      case 'refused':
        return topics.take(frame)
    }
  }

  function acknowledge(): void {
    takenFrames += 1
    state = { ...state, lastHeartbeatAt: heardAt }
    if (takenFrames % framesPerAck === 0) tell({ type: 'ack', frames: takenFrames })
  }

  function retryNow(): void {
    if (isClosed) return
    if (cancelRetry !== undefined) return connect()
    if (isSilent()) lose()
  }

  const endWake = onWake(retryNow)
  connect()

  return {
    connection: {
      get: () => state,
      subscribe(listener) {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
    },
    subscribe: (topic, listener) => topics.add(topic, listener),
    retryNow,
    close() {
      isClosed = true
      endWake()
      cancelRetry?.()
      topics.pause()
      topics.clear()
      abandon()
      listeners.clear()
    },
  }
}
