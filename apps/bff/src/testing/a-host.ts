/** A host with real keys that speaks the agents' language over a real socket: it does what it is told and says so. */
import { randomBytes } from 'node:crypto'
import {
  AgentServerFrame,
  HostCommand,
  makeKeyPair,
  signedTexts,
  signText,
  type AgentFrame,
  type EnrolAnswer,
  type KeyPair,
} from '@sluice/agent-link'
import { WebSocket } from 'ws'

export interface HostOptions {
  url: string
  token: string
  name: string
  /** Whether an event succeeds; all do, unless told. */
  succeeds?: (command: HostCommand) => boolean
}

export interface Host {
  identity: EnrolAnswer & { keys: KeyPair }
  /** Bundles it downloaded, by SHA-256. */
  downloaded: Map<string, number>
  send(frame: AgentFrame): void
  /** Resolves with the code by which the connection was closed. */
  closed: Promise<number>
  leave(): Promise<void>
}

export async function enrol({ url, token, name }: HostOptions): Promise<Response & { keys: KeyPair }> {
  const keys = makeKeyPair()
  const body = { token, instanceName: name, publicKey: keys.publicKey, os: 'linux', agentVersion: '0.1.0', tags: [] }
  const answer = await fetch(`${url}/agents/enrol`, { method: 'POST', body: JSON.stringify(body) })
  return Object.assign(answer, { keys })
}

export async function aHost(options: HostOptions): Promise<Host> {
  const answer = await enrol(options)
  if (!answer.ok) throw new Error(await answer.text())
  return connect(options, { ...((await answer.json()) as EnrolAnswer), keys: answer.keys })
}

export async function connect({ url, succeeds = () => true }: HostOptions, identity: Host['identity']): Promise<Host> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/agents`)
  const downloaded = new Map<string, number>()
  const commands = new Map<string, HostCommand>()
  let ticket = ''
  const send = (frame: AgentFrame) => socket.send(JSON.stringify(frame))
  const closed = new Promise<number>((resolve) => socket.on('close', resolve))
  const { accountId, instanceName, keys } = identity

  const obey = async (frame: AgentServerFrame, welcomed: () => void): Promise<void> => {
    switch (frame.type) {
      case 'challenge': {
        const nonce = randomBytes(16).toString('base64url')
        const text = signedTexts.agentHello(frame.nonce, nonce, accountId, instanceName)
        const signature = signText(text, keys.privateKey)
        const about = { accountId, instanceName, agentVersion: '0.1.0', os: 'linux', journal: [] }
        return send({ type: 'hello', protocol: 1, nonce, signature, ...about })
      }
      case 'welcome':
        ticket = frame.ticket
        return welcomed()
      case 'offer': {
        const command = HostCommand.parse(JSON.parse(frame.command.text))
        commands.set(command.id, command)
        return send({ type: 'ask', commandId: command.id })
      }
      case 'grant': {
        const command = commands.get(frame.commandId)
        if (command !== undefined) await run(command)
        return
      }
      default:
        return
    }
  }

  async function run(command: HostCommand): Promise<void> {
    const commandId = command.id
    if (command.event === 'DownloadBundle') await download(command.bundle.sha256)
    const line = {
      at: Date.now(),
      script: `scripts/${command.event}.sh`,
      stream: 'stdout',
      text: command.event,
    } as const
    send({ type: 'log', commandId, firstLine: 1, lines: [line] })
    const good = succeeds(command)
    const diagnostics = { scriptName: line.script, message: good ? 'Succeeded' : 'exit code 1', logTail: '' }
    send({
      type: 'done',
      commandId,
      status: good ? 'Succeeded' : 'Failed',
      diagnostics: { errorCode: good ? 'Success' : 'ScriptFailed', ...diagnostics },
    })
  }

  async function download(sha256: string): Promise<void> {
    const headers = { authorization: `Bearer ${ticket}` }
    const answer = await fetch(`${url}/agents/bundles/${sha256}`, { headers })
    downloaded.set(sha256, (await answer.arrayBuffer()).byteLength)
  }

  await new Promise<void>((resolve, reject) => {
    socket.on('error', reject)
    socket.on('close', (code) => reject(new Error(`the server closed with ${code}`)))
    socket.on('message', (text) => {
      void obey(AgentServerFrame.parse(JSON.parse(String(text))), resolve)
    })
  })
  return {
    identity,
    downloaded,
    send,
    closed,
    leave: async () => {
      socket.close()
      await closed
    },
  }
}
