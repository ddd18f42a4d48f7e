/**
 * `/live`: browsers and whoever reads like one. A cookie counts only from our own pages (A17); whoever loses the right to
 * read is cut while reading (A19).
 */
import { concerns, type Access, type Identity } from '@sluice/access'
import type { Hub } from '@sluice/live'
import type { WebSocket } from 'ws'
import type { WhoCalls } from '../who-calls.ts'
import type { Gate } from './upgrades.ts'

export interface LiveNeeds {
  hub: Hub
  whoCalls: WhoCalls
  access: Access
}

/** Subscriptions and acknowledgements are short. */
const maxPayload = 16 * 1024
const signInAgain = { code: 4401, reason: 'Sign in again.' }

export function liveGate({ hub, whoCalls, access }: LiveNeeds): Gate {
  const readers = new Map<WebSocket, Identity>()
  access.onRevoked((revocation) => {
    for (const [socket, identity] of readers)
      if (concerns(revocation, identity)) socket.close(signInAgain.code, signInAgain.reason)
  })
  return {
    path: '/live',
    maxPayload,
    async admit(request) {
      const foreign = whoCalls.foreign(request, 'UPGRADE')
      if (foreign !== undefined) return { status: 403, reason: foreign.message }
      const identity = await whoCalls.identity(request)
      if (identity === undefined) return { status: 401, reason: 'Sign in first.' }
      const mayNot = access.mayCall(identity.actor, 'subscribe')
      if (mayNot !== undefined) return { status: 403, reason: mayNot.message }
      return (socket) => {
        readers.set(socket, identity)
        socket.on('close', () => readers.delete(socket))
        connect(hub, socket, identity)
      }
    },
  }
}

function connect(hub: Hub, socket: WebSocket, { actor }: Identity): void {
  const reader = hub.connect(
    {
      send: (frame) => socket.send(frame),
      bufferedBytes: () => socket.bufferedAmount,
      close: (code, reason) => socket.close(code, reason),
    },
    actor,
  )
  socket.on('message', (text) => reader.receive(String(text)))
  socket.on('close', () => reader.closed())
}
