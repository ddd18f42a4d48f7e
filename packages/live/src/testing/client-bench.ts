/** A client whose sockets, clock, chance and wake-up calls are in the hands of a test. */
import type { ClientFrame, ServerFrame } from '@sluice/model'
import type { Socket } from '../client/browser.ts'
import { createLiveClient, type LiveClient } from '../client/live-client.ts'
import type { TopicListener } from '../client/subscribed-topics.ts'
import { movableTime, type MovableTime } from './movable-time.ts'

export interface TestSocket extends Socket {
  sent: ClientFrame[]
  isClosed: boolean
  give(frame: ServerFrame): void
  /** The server, or the network, ends it. */
  drop(code?: number): void
}

export interface ClientBench {
  client: LiveClient
  time: MovableTime
  sockets: TestSocket[]
  /** The newest socket. */
  socket(): TestSocket
  hello(epoch?: string): void
  wake(): void
}

export function clientBench({ random = 0.5 } = {}): ClientBench {
  const time = movableTime()
  const sockets: TestSocket[] = []
  let wake = () => {}
  const client = createLiveClient({
    url: 'wss://deploy.example.com/live',
    now: time.now,
    timers: time,
    random: () => random,
    openSocket() {
      const socket = testSocket()
      sockets.push(socket)
      return socket
    },
    onWake(listener) {
      wake = listener
      return () => {
        wake = () => {}
      }
    },
  })
  const socket = () => sockets.at(-1) as TestSocket
  return {
    client,
    time,
    sockets,
    socket,
    wake: () => wake(),
    hello: (epoch = 'set-1') =>
      socket().give({ type: 'hello', epoch, at: 5_000_000, heartbeatMs: 4000, version: '1.2.3' }),
  }
}

function testSocket(): TestSocket {
  const socket: TestSocket = {
    onmessage: null,
    onclose: null,
    onerror: null,
    sent: [],
    isClosed: false,
    send: (text) => socket.sent.push(JSON.parse(text) as ClientFrame),
    close: () => {
      socket.isClosed = true
    },
    give: (frame) => socket.onmessage?.({ data: JSON.stringify(frame) }),
    drop: (code = 1006) => socket.onclose?.({ code }),
  }
  return socket
}

/** A listener that writes down what it hears. */
export function recording(): TopicListener & { heard: unknown[] } {
  const heard: unknown[] = []
  return {
    heard,
    onSnapshot: (data) => heard.push({ snapshot: data }),
    onDelta: (data) => heard.push({ delta: data }),
    onRefused: (error) => heard.push({ refused: error }),
  }
}
