/**
 * WebSockets. The connection to the host is made before httpxy takes over: it ends the client's at the first trouble, and so the
 * next host can be tried as long as nothing was sent. An upgraded connection is open until either side closes it.
 */
import { Agent, type IncomingMessage } from 'node:http'
import { connect, type Socket } from 'node:net'
import { prepareHeaders } from './forwarded-headers.ts'
import type { Member } from './member.ts'
import { nobody, refuseUpgrade } from './refuse.ts'
import { connectMs, type Pool, type ReverseProxy, targetOf } from './reverse-proxy.ts'

const handshakeMs = 30_000
const mostTries = 3

export async function serveUpgrade(
  { proxy, onHandshake }: ReverseProxy,
  request: IncomingMessage,
  client: Socket,
  head: Buffer,
  pool: Pool,
): Promise<void> {
  client.on('error', () => client.destroy())
  prepareHeaders(request, true)
  const tried = new Set<Member>()
  let isCut = false
  while (tried.size < mostTries && !client.destroyed) {
    const member = pool.choose(tried)
    if (!member) break
    tried.add(member)
    if (await passTo(member)) return
  }
  refuseUpgrade(client, nobody)

  /** False when nothing was sent to it and the client still waits. */
  async function passTo(member: Member): Promise<boolean> {
    const startedAt = performance.now()
    let upstream: Socket | undefined
    isCut = false
    const isOver = member.begin(() => {
      isCut = true
      upstream?.destroy()
      client.destroy()
    })
    try {
      upstream = await connectTo(member)
      if (upstream === undefined) pool.record(member, performance.now() - startedAt, true)
      if (upstream === undefined || !member.takes(pool.listener)) return false
      await join(member, upstream, startedAt)
      return true
    } finally {
      upstream?.destroy()
      isOver()
    }
  }

  async function join(member: Member, upstream: Socket, startedAt: number): Promise<void> {
    let isAnswered = false
    upstream.on('close', () => client.destroySoon())
    client.on('close', () => upstream.destroySoon())
    onHandshake(request, (status) => {
      isAnswered = true
      pool.record(member, performance.now() - startedAt, status >= 500)
    })
    const options = { target: targetOf(member), agent: agentOf(upstream), upgradeTimeout: handshakeMs }
    await proxy.ws(request, client, options, head).catch(() => client.destroySoon())
    if (!isAnswered && !isCut) pool.record(member, performance.now() - startedAt, true)
  }
}

/** Undefined when it refuses, or is silent. */
function connectTo(member: Member): Promise<Socket | undefined> {
  const { address, port } = member.desired()
  return new Promise((resolve) => {
    const socket = connect({ host: address, port, noDelay: true })
    const deadline = setTimeout(() => socket.destroy(), connectMs)
    const failed = () => {
      resolve(undefined)
      member.watched.askNow()
    }
    socket.on('error', () => socket.destroy())
    socket.once('close', failed).once('connect', () => {
      socket.off('close', failed)
      resolve(socket)
    })
    for (const end of ['connect', 'close']) socket.once(end, () => clearTimeout(deadline))
  })
}

/** Gives httpxy the connection that stands already. */
function agentOf(socket: Socket): Agent {
  return new (class extends Agent {
    override createConnection(): Socket {
      return socket
    }
  })()
}
