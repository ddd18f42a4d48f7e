/** Over real sockets: what is found out at a beat, and that nobody else is touched. */
import { createServer } from 'node:http'
import { connect as connectTcp, type AddressInfo, type Socket } from 'node:net'
import type { Identity } from '@sluice/access'
import { firstAccountId } from '@sluice/model'
import { expect, onTestFinished, test } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { createLiveReaders } from './live-readers.ts'

const dana: Identity = {
  actor: { kind: 'user', accountId: firstAccountId, userId: 'dana', name: 'Dana', role: 'viewer' },
  credential: 'danas-session',
  endsAt: 1000,
}

/** Readers over real sockets, and what the access room would say of them. */
async function aGate() {
  const known = new Map<string, Identity>([[dana.credential, dana]])
  let time = 0
  const readers = createLiveReaders({ identifyAgain: async ({ credential }) => known.get(credential) }, () => time)
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const sockets = new WebSocketServer({ server })
  onTestFinished(() => {
    for (const client of sockets.clients) client.terminate()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  const accepted = (identity: Identity) =>
    new Promise<WebSocket>((resolve) =>
      sockets.once('connection', (socket) => {
        readers.add(socket, identity)
        resolve(socket)
      }),
    )
  return { known, readers, port, accepted, passTo: (at: number) => (time = at) }
}

async function aReaderOn(gate: Awaited<ReturnType<typeof aGate>>, identity: Identity) {
  const accepted = gate.accepted(identity)
  const socket = new WebSocket(`ws://127.0.0.1:${gate.port}/`)
  const closed = new Promise<number>((resolve) => socket.once('close', resolve))
  const pinged = new Promise<void>((resolve) => socket.once('ping', () => resolve()))
  const server = await accepted
  return {
    socket,
    closed,
    pinged,
    server,
    answered: new Promise<void>((resolve) => server.once('pong', () => resolve())),
  }
}

test('A19: a session that ended while its socket was open is cut at the next beat, and no other', async () => {
  const gate = await aGate()
  const forever = { ...dana, credential: 'token', endsAt: undefined }
  const [ending, other] = [await aReaderOn(gate, dana), await aReaderOn(gate, forever)]
  gate.passTo(1000)
  gate.known.clear()
  await gate.readers.beat()
  expect(await ending.closed).toBe(4401)
  await other.answered
  expect(other.socket.readyState).toBe(WebSocket.OPEN)
})

test('A19: a session that lives on by its use elsewhere stays, until its new end', async () => {
  const gate = await aGate()
  const reader = await aReaderOn(gate, dana)
  gate.passTo(1000)
  gate.known.set(dana.credential, { ...dana, endsAt: 2000 })
  await gate.readers.beat()
  await reader.answered
  expect(reader.socket.readyState).toBe(WebSocket.OPEN)
  gate.passTo(2000)
  gate.known.clear()
  await gate.readers.beat()
  expect(await reader.closed).toBe(4401)
})

test('a connection that is dead is ended: it answers no ping until the next beat', async () => {
  const gate = await aGate()
  const alive = await aReaderOn(gate, dana)
  const accepted = gate.accepted(dana)
  const dead = await upgradedAndSilent(gate.port)
  const ended = new Promise<number>((resolve) => void accepted.then((socket) => socket.once('close', resolve)))
  await accepted
  await gate.readers.beat()
  await alive.answered
  await gate.readers.beat()
  expect(await ended).toBe(1006)
  expect(alive.socket.readyState).toBe(WebSocket.OPEN)
  dead.destroy()
})

test('A19: a peer that ignores the close is cut all the same', async () => {
  const gate = await aGate()
  const accepted = gate.accepted(dana)
  const deaf = await upgradedAndSilent(gate.port)
  const server = await accepted
  const ended = new Promise<number>((resolve) => server.once('close', resolve))
  gate.readers.revoke({ kind: 'credential', credential: dana.credential })
  expect(await ended).toBe(1006)
  deaf.destroy()
})

/** Speaks the handshake and never again, as a laptop that was shut. */
function upgradedAndSilent(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connectTcp(port, '127.0.0.1', () =>
      socket.write(
        'GET / HTTP/1.1\r\nhost: here\r\nconnection: Upgrade\r\nupgrade: websocket\r\n' +
          'sec-websocket-version: 13\r\nsec-websocket-key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n',
      ),
    )
    socket.on('error', reject)
    socket.once('data', () => resolve(socket))
  })
}
