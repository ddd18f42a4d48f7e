/**
 * One connection from its opening to its end: handshake, then frames both ways. It never reconnects; it says how it
 * ended, and `server-link.ts` decides what follows.
 */
import { agentCloseCodes, type AgentFrame, type AgentServerFrame } from '@sluice/agent-link'
import { WebSocket } from 'ws'
import { hello, isGenuine, newNonce, readFrame, type Welcome } from './handshake.ts'
import type { Identity } from './identity.ts'

const handshakeMs = 10_000
const goodbyeMs = 500
/** Not heard for this many heartbeats: the other side is gone without a word. */
const silentHeartbeats = 3
/** Offers are the largest frames: a signed command of at most 16 KiB. */
const largestFrameBytes = 256 * 1024

export interface SocketEnd {
  /** Whether the handshake had been completed. */
  wasWelcome: boolean
  /** The server does not accept this host, or is not the server that it was enrolled with. */
  isRefused: boolean
  reason: string
}

export interface SocketListener {
  /** Ids for the `hello`. */
  journalIds(): string[]
  welcomed(welcome: Welcome): void
  received(frame: AgentServerFrame): void
  ended(end: SocketEnd): void
}

export interface ServerSocket {
  /** False when the frame could not be sent, now or because the handshake is not over. */
  send(frame: AgentFrame): boolean
  close(): void
}

export function openServerSocket(identity: Identity, listener: SocketListener): ServerSocket {
  const socket = new WebSocket(`${identity.serverUrl.replace(/^http/, 'ws')}/agents`, {
    perMessageDeflate: false,
    handshakeTimeout: handshakeMs,
    maxPayload: largestFrameBytes,
    followRedirects: false,
  })
  const nonce = newNonce()
  let isWelcome = false
  let refusal: string | undefined
  let trouble = ''
  let heartbeat: NodeJS.Timeout | undefined
  let lastHeardAt = performance.now()
  const tooSlow = setTimeout(() => socket.terminate(), handshakeMs)

  const sendNow = (frame: AgentFrame) => socket.send(JSON.stringify(frame))

  function refuse(reason: string): void {
    refusal = reason
    closeSoon(agentCloseCodes.protocol)
  }

  /** A server that does not answer the goodbye is not waited for. */
  function closeSoon(code: number): void {
    socket.close(code)
    setTimeout(() => socket.terminate(), goodbyeMs).unref()
  }

  function receive(text: string): void {
    const frame = readFrame(text)
    if (frame === undefined) return
    if (isWelcome) return listener.received(frame)
    if (frame.type === 'challenge') sendNow(hello(identity, frame.nonce, nonce, listener.journalIds()))
    else if (frame.type === 'welcome') welcome(frame)
  }

  function welcome(frame: Welcome): void {
    clearTimeout(tooSlow)
    if (!isGenuine(frame, nonce, identity))
      return refuse('the server does not hold the key that was pinned at enrolment')
    isWelcome = true
    heartbeat = setInterval(() => beat(frame.heartbeatMs * silentHeartbeats), frame.heartbeatMs)
    listener.welcomed(frame)
  }

  function beat(longestSilenceMs: number): void {
    if (performance.now() - lastHeardAt > longestSilenceMs) {
      trouble = 'the server was not heard any more'
      return socket.terminate()
    }
    sendNow({ type: 'heartbeat', at: Date.now() })
    socket.ping()
  }

  function end(code: number, said: string): void {
    clearTimeout(tooSlow)
    clearInterval(heartbeat)
    const isRefused = refusal !== undefined || code === agentCloseCodes.notEnrolled || code === agentCloseCodes.replaced
    const reason =
      [refusal, trouble, said, `closed with ${code}`].find((text) => text !== undefined && text !== '') ?? ''
    listener.ended({ wasWelcome: isWelcome, isRefused, reason })
  }

  socket.on('message', (data) => {
    lastHeardAt = performance.now()
    receive(String(data))
  })
  socket.on('pong', () => (lastHeardAt = performance.now()))
  socket.on('unexpected-response', (request, response) => {
    const code = response.statusCode ?? 0
    if (code === 401 || code === 403) refusal = `the server answered ${code}`
    trouble = `the server answered ${code}`
    request.destroy()
    socket.terminate()
  })
  socket.on('error', (error) => (trouble ||= error.message))
  socket.on('close', (code, reason) => end(code, reason.toString()))

  return {
    send(frame) {
      if (!isWelcome || socket.readyState !== WebSocket.OPEN) return false
      sendNow(frame)
      return true
    },
    close: () => (isWelcome ? closeSoon(1000) : socket.terminate()),
  }
}
