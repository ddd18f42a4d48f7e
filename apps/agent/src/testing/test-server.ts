/**
 * A small server that speaks the real protocol with real keys: enrolment, bundles, and the WebSocket. It grants what is
 * asked for and stores what is logged, unless a test tells it otherwise.
 */
import {
  AgentFrame,
  EnrolRequest,
  type HostCommand,
  makeKeyPair,
  signCommand,
  signedTexts,
  signText,
  verifyText,
} from '@sluice/agent-link'
import type { AgentServerFrame, SignedCommand } from '@sluice/agent-link'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type WebSocket, WebSocketServer } from 'ws'

export type TestServer = Awaited<ReturnType<typeof startTestServer>>

interface Behaviour {
  grants: boolean
  forgets: boolean
  storesLogs: boolean
  /** Closes each connection right after its `hello` with this code. */
  closesWith?: number
  /** Welcomes with the signature of another key. */
  isImpostor: boolean
}

export async function startTestServer(port = 0) {
  const keys = makeKeyPair()
  const behaviour: Behaviour = { grants: true, forgets: true, storesLogs: true, isImpostor: false }
  const bundles = new Map<string, Buffer>()
  const tokens = new Set(['token-token-token-token-1', 'token-token-token-token-2'])
  const hosts = new Map<string, string>()
  const enrolments: EnrolRequest[] = []
  const frames: AgentFrame[] = []
  const logs = new Map<string, Map<number, string>>()
  const waiting: { wanted: (frame: AgentFrame) => boolean; tell: (frame: AgentFrame) => void }[] = []
  let socket: WebSocket | undefined
  let connections = 0
  let heartbeatMs = 5_000

  const http: Server = createServer((request, response) => void answer(request, response))
  const sockets = new WebSocketServer({ server: http, path: '/agents' })
  sockets.on('connection', welcome)
  await new Promise<void>((resolve) => http.listen(port, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const bytes = bundles.get(/^\/agents\/bundles\/(\w+)$/.exec(request.url ?? '')?.[1] ?? '')
    if (request.method === 'POST' && request.url === '/agents/enrol') return enrol(await textOf(request), response)
    if (request.headers.authorization !== 'Bearer ticket-1') return void response.writeHead(401).end()
    if (bytes === undefined) return void response.writeHead(404).end()
    response.writeHead(200).end(bytes)
  }

  function enrol(text: string, response: ServerResponse): void {
    const request = EnrolRequest.parse(JSON.parse(text))
    const { token, instanceName, publicKey } = request
    enrolments.push(request)
    if (!tokens.delete(token)) {
      const error = { code: 'EnrolmentRefused', message: 'The token is used or expired.', requestId: 'r' }
      return void response.writeHead(401).end(JSON.stringify({ error }))
    }
    hosts.set(instanceName, publicKey)
    response.end(JSON.stringify({ accountId: '000000000001', instanceName, serverPublicKey: keys.publicKey }))
  }

  function welcome(one: WebSocket): void {
    connections += 1
    const nonce = `server-nonce-${connections}-${Math.random()}`
    const send = (frame: AgentServerFrame) => one.send(JSON.stringify(frame))
    send({ type: 'challenge', nonce })
    one.on('message', (data) => {
      const frame = AgentFrame.parse(JSON.parse(String(data)))
      if (frame.type === 'hello') {
        if (behaviour.closesWith !== undefined) return one.close(behaviour.closesWith)
        const signed = signedTexts.agentHello(nonce, frame.nonce, frame.accountId, frame.instanceName)
        if (!verifyText(signed, frame.signature, hosts.get(frame.instanceName) ?? '')) return one.close(4401)
        const key = behaviour.isImpostor ? makeKeyPair().privateKey : keys.privateKey
        socket = one
        const signature = signText(signedTexts.serverWelcome(frame.nonce), key)
        send({ type: 'welcome', signature, heartbeatMs, at: Date.now(), ticket: 'ticket-1' })
      }
      received(frame, send)
    })
  }

  function received(frame: AgentFrame, send: (frame: AgentServerFrame) => void): void {
    frames.push(frame)
    if (frame.type === 'ask' && behaviour.grants) send({ type: 'grant', commandId: frame.commandId })
    if (frame.type === 'done' && behaviour.forgets) send({ type: 'forget', commandId: frame.commandId })
    if (frame.type === 'log' && behaviour.storesLogs) {
      const log = logs.get(frame.commandId) ?? new Map<number, string>()
      logs.set(frame.commandId, log)
      frame.lines.forEach((line, index) => log.set(frame.firstLine + index, line.text))
      send({ type: 'logStored', commandId: frame.commandId, upTo: frame.firstLine + frame.lines.length - 1 })
    }
    for (const one of [...waiting]) {
      if (!one.wanted(frame)) continue
      waiting.splice(waiting.indexOf(one), 1)
      one.tell(frame)
    }
  }

  /** The first frame of that kind, from the past or to come. */
  function frame<T extends AgentFrame['type']>(
    type: T,
    wanted: (frame: Extract<AgentFrame, { type: T }>) => boolean = () => true,
    after = 0,
  ): Promise<Extract<AgentFrame, { type: T }>> {
    const fits = (one: AgentFrame) => one.type === type && wanted(one as Extract<AgentFrame, { type: T }>)
    const known = frames.slice(after).find(fits)
    if (known !== undefined) return Promise.resolve(known as Extract<AgentFrame, { type: T }>)
    return new Promise((resolve) =>
      waiting.push({ wanted: fits, tell: (one) => resolve(one as Extract<AgentFrame, { type: T }>) }),
    )
  }

  const send = (one: AgentServerFrame) => socket?.send(JSON.stringify(one))
  return {
    url,
    port: (http.address() as AddressInfo).port,
    keys,
    behaviour,
    bundles,
    tokens,
    hosts,
    enrolments,
    frames,
    frame,
    send,
    setHeartbeat: (milliseconds: number) => (heartbeatMs = milliseconds),
    linesOf: (id: string) => [...(logs.get(id) ?? [])].toSorted(([a], [b]) => a - b).map(([, text]) => text),
    offer: (command: HostCommand) => send({ type: 'offer', command: signCommand(command, keys.privateKey) }),
    async run(command: HostCommand) {
      send({ type: 'offer', command: signCommand(command, keys.privateKey) })
      return frame('done', ({ commandId }) => commandId === command.id)
    },
    cutConnection: () => socket?.terminate(),
    /** Neither reads nor answers any more, without a word. */
    fallSilent: () => socket?.pause(),
    sendSigned: (signed: SignedCommand) => send({ type: 'offer', command: signed }),
    async close() {
      for (const one of sockets.clients) one.terminate()
      http.closeAllConnections()
      await new Promise((resolve) => http.close(resolve))
    },
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const chunk of request) text += String(chunk)
  return text
}
