/**
 * `/live`: browsers and whoever reads like one. A cookie counts only from our own pages (A17); whoever loses the right to
 * read is cut while reading (A19).
 */
import type { Identity } from '@sluice/access'
import { auditRefusal, type Ports } from '@sluice/api'
import type { Hub } from '@sluice/live'
import type { WebSocket } from 'ws'
import { requestIdOf } from '../request-ids.ts'
import type { WhoCalls } from '../who-calls.ts'
import { closeSocket } from './close-socket.ts'
import { beatMilliseconds, createLiveReaders } from './live-readers.ts'
import type { Gate } from './upgrades.ts'

export interface LiveNeeds {
  hub: Hub
  whoCalls: WhoCalls
  ports: Pick<Ports, 'access' | 'conductor'>
  onFault(error: unknown): void
}

/** Subscriptions and acknowledgements are short. */
const maxPayload = 16 * 1024

export function liveGate({ hub, whoCalls, ports, onFault }: LiveNeeds): Gate {
  const { access } = ports
  const readers = createLiveReaders(access, () => Date.now())
  const stopListening = access.onRevoked(readers.revoke)
  const beating = setInterval(() => void readers.beat().catch(onFault), beatMilliseconds)
  return {
    path: '/live',
    maxPayload,
    async admit(request) {
      const identity = await whoCalls.identity(request)
      const foreign = whoCalls.foreign(request, 'UPGRADE')
      if (foreign !== undefined) {
        await auditRefusal(ports, 'subscribe', { caller: identity?.actor, requestId: requestIdOf(request) }, foreign)
        return { status: 403, reason: foreign.message }
      }
      if (identity === undefined) return { status: 401, reason: 'Sign in first.' }
      const mayNot = access.mayCall(identity.actor, 'subscribe')
      if (mayNot !== undefined) return { status: 403, reason: mayNot.message }
      return (socket) => {
        readers.add(socket, identity)
        connect(hub, socket, identity)
      }
    },
    close() {
      clearInterval(beating)
      stopListening()
    },
  }
}

function connect(hub: Hub, socket: WebSocket, { actor }: Identity): void {
  const reader = hub.connect(
    {
      send: (frame) => socket.send(frame, { binary: false }),
      bufferedBytes: () => socket.bufferedAmount,
      close: (code, reason) => closeSocket(socket, code, reason),
    },
    actor,
  )
  socket.on('message', (text) => reader.receive(String(text)))
  socket.on('close', () => reader.closed())
}
