/**
 * Who reads `/live` right now, and whether they still may and still are there. What is taken away is told at once (A19);
 * what ends by itself, a session or a connection without a goodbye, is found at the next beat.
 */
import { concerns, type Access, type Identity, type Revocation } from '@sluice/access'
import type { WebSocket } from 'ws'
import { closeSocket } from './close-socket.ts'

export interface LiveReaders {
  add(socket: WebSocket, identity: Identity): void
  revoke(revocation: Revocation): void
  /** To be called every `beatMilliseconds`. */
  beat(): Promise<void>
}

/** Twice this is how long a dead connection may go unnoticed; a session that ends is cut within it. */
export const beatMilliseconds = 20_000

const signInAgain = { code: 4401, reason: 'Sign in again.' }

interface Reader {
  identity: Identity
  /** Whether the last ping was answered. */
  isThere: boolean
}

export function createLiveReaders(access: Pick<Access, 'identifyAgain'>, now: () => number): LiveReaders {
  const readers = new Map<WebSocket, Reader>()

  async function askAgain(socket: WebSocket, reader: Reader): Promise<void> {
    const identity = await access.identifyAgain(reader.identity)
    if (identity === undefined) closeSocket(socket, signInAgain.code, signInAgain.reason)
    else reader.identity = identity
  }

  return {
    add(socket, identity) {
      const reader: Reader = { identity, isThere: true }
      readers.set(socket, reader)
      socket.on('pong', () => (reader.isThere = true))
      socket.on('close', () => readers.delete(socket))
    },
    revoke(revocation) {
      for (const [socket, { identity }] of readers)
        if (concerns(revocation, identity)) closeSocket(socket, signInAgain.code, signInAgain.reason)
    },
    async beat() {
      const ended: Promise<void>[] = []
      for (const [socket, reader] of readers) {
        if (!reader.isThere) {
          socket.terminate()
          continue
        }
        reader.isThere = false
        socket.ping()
        if ((reader.identity.endsAt ?? Infinity) <= now()) ended.push(askAgain(socket, reader))
      }
      await Promise.all(ended)
    },
  }
}
