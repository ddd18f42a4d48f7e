/**
 * The host's standing link to its server: connects, and connects again for as long as the agent runs. Who uses it hears
 * frames and whether the link is up; nothing else in the agent knows sockets.
 */
import type { AgentFrame, AgentServerFrame } from '@sluice/agent-link'
import { setTimeout as pause } from 'node:timers/promises'
import type { AgentLog } from '../agent-log.ts'
import type { Welcome } from './handshake.ts'
import type { Identity } from './identity.ts'
import { reconnectDelayMs, refusedDelayMs } from './reconnect-delay.ts'
import { openServerSocket, type ServerSocket, type SocketEnd } from './server-socket.ts'

export interface LinkListener {
  journalIds(): string[]
  connected(welcome: Welcome, identity: Identity): void
  received(frame: AgentServerFrame): void
}

export interface ServerLink {
  send(frame: AgentFrame): boolean
  /** What to download with; undefined while there is no connection. */
  ticket(): { serverUrl: string; ticket: string } | undefined
  stop(): Promise<void>
}

export interface LinkNeeds {
  /** Asked before every attempt, so that a new enrolment is taken up. */
  takeIdentity(): Promise<Identity | undefined>
  /** Whether something new lies there to enrol with: ends a long wait early. */
  hasNews(): boolean
  log: AgentLog
}

const lookAgainMs = 250

export function openServerLink(needs: LinkNeeds, listener: LinkListener): ServerLink {
  const stopping = new AbortController()
  let socket: ServerSocket | undefined
  let download: { serverUrl: string; ticket: string } | undefined

  async function keepConnected(): Promise<void> {
    let attempt = 0
    while (!stopping.signal.aborted) {
      const identity = await identityToUse()
      if (identity === undefined) return
      const end = await connectOnce(identity)
      attempt = end.wasWelcome ? 0 : attempt + 1
      if (!stopping.signal.aborted) await waitAfter(end, attempt)
    }
  }

  async function identityToUse(): Promise<Identity | undefined> {
    let failures = 0
    for (let looks = 0; !stopping.signal.aborted; looks += 1) {
      const identity = await needs.takeIdentity()
      if (identity !== undefined) return identity
      if (looks === 0) needs.log.info({}, 'not enrolled: waiting for enrolment.json')
      failures = needs.hasNews() ? failures + 1 : 0
      await rest(lookAgainMs + reconnectDelayMs(failures, failures === 0 ? 0 : Math.random()))
    }
    return undefined
  }

  function connectOnce(identity: Identity): Promise<SocketEnd> {
    return new Promise((resolve) => {
      socket = openServerSocket(identity, {
        journalIds: listener.journalIds,
        received: listener.received,
        welcomed(welcome) {
          download = { serverUrl: identity.serverUrl, ticket: welcome.ticket }
          needs.log.info({ server: identity.serverUrl }, 'connected')
          listener.connected(welcome, identity)
        },
        ended(end) {
          socket = undefined
          download = undefined
          resolve(end)
        },
      })
    })
  }

  async function waitAfter(end: SocketEnd, attempt: number): Promise<void> {
    if (!end.isRefused) {
      if (end.wasWelcome || attempt === 1) needs.log.warn({ reason: end.reason }, 'disconnected: connecting again')
      return rest(reconnectDelayMs(Math.max(0, attempt - 1), Math.random()))
    }
    needs.log.error({ reason: end.reason, againInSeconds: refusedDelayMs / 1000 }, 'the server refuses this host')
    const until = performance.now() + refusedDelayMs
    while (performance.now() < until && !needs.hasNews() && !stopping.signal.aborted) await rest(lookAgainMs)
  }

  const rest = (milliseconds: number) =>
    pause(milliseconds, undefined, { signal: stopping.signal }).catch(() => undefined)

  const ended = keepConnected()
  return {
    send: (frame) => socket?.send(frame) ?? false,
    ticket: () => download,
    stop() {
      stopping.abort()
      socket?.close()
      return ended
    },
  }
}
