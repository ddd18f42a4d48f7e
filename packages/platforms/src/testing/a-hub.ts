/** A hub with its world around it, for tests: two enrolled hosts with real keys, and a door that notes what it is told. */
import {
  makeKeyPair,
  openCommand,
  signedTexts,
  signText,
  type AgentFrame,
  type HostCommand,
  type KeyPair,
} from '@sluice/agent-link'
import {
  commandId,
  type Command,
  type CommandId,
  type DeploymentSignal,
  type DeploymentSpec,
  type Instance,
  type LifecycleEventName,
} from '@sluice/model'
import { aDeploymentSpec, anInstance } from '@sluice/testkit'
import type { RefusedHostAct } from '../servers/host.ts'
import { createServersPlatform, type ServersNeeds } from '../servers/servers-platform.ts'
import { aConnection, type FarEnd } from './a-connection.ts'

export const deploymentId = 'd-AAAAAAAA1'

type RunCommand = Extract<Command, { kind: 'runLifecycleEvent' }>

export function aCommand(targetId = 'web-1', event: LifecycleEventName = 'ApplicationStop'): RunCommand {
  return { kind: 'runLifecycleEvent', id: commandId(deploymentId, targetId, event), deploymentId, targetId, event }
}

export const withdrawn = ({ id, targetId }: RunCommand): Command => ({ kind: 'withdraw', id, deploymentId, targetId })

/** Until nothing that was sent is still on its way. */
export async function settled(): Promise<void> {
  for (let turns = 0; turns < 5; turns += 1) await new Promise((resolve) => setImmediate(resolve))
}

export function aHub(over: Partial<ServersNeeds> = {}) {
  const serverKeys = makeKeyPair()
  const keys = new Map([1, 2].map((place) => [`web-${place}`, makeKeyPair()]))
  const instances = new Map<string, Instance>()
  for (const [instanceName, { publicKey }] of keys) instances.set(instanceName, anInstance({ instanceName, publicKey }))
  const specs = new Map<string, DeploymentSpec>([[deploymentId, aDeploymentSpec()]])
  /** What the committed state would say runs; `grants` is whether asking leads to it. */
  const door = {
    grants: true,
    granted: new Set<CommandId>(),
    started: new Set<CommandId>(),
    signals: [] as DeploymentSignal[],
    isBroken: false,
  }
  const audited: RefusedHostAct[] = []
  const faults: unknown[] = []
  const logs: { commandId: CommandId; firstLine: number; texts: string[] }[] = []

  const hub = createServersPlatform({
    keys: serverKeys,
    async submit(signal) {
      if (door.isBroken) throw new Error('the disk is full')
      door.signals.push(signal)
      if (signal.kind === 'grantAsked' && door.grants) door.granted.add(signal.commandId)
      if (signal.kind === 'reported') door.granted.delete(signal.commandId)
      return { events: [] }
    },
    isGranted: async (id) => door.granted.has(id),
    hasStarted: async (id) => door.granted.has(id) || door.started.has(id),
    describe: async (id) => specs.get(id),
    instanceOf: async (accountId, name) => {
      const instance = instances.get(name)
      return instance?.accountId === accountId ? instance : undefined
    },
    storeLogs: async (id, firstLine, lines) => {
      logs.push({ commandId: id, firstLine, texts: lines.map((line) => line.text) })
    },
    audit: (act) => audited.push(act),
    fault: (error) => faults.push(error),
    ...over,
  })

  /** An agent that answers the challenge; `hello` lets it lie. */
  async function connect(instanceName = 'web-1', hello: Partial<Extract<AgentFrame, { type: 'hello' }>> = {}) {
    const { connection, farEnd } = aConnection((frame, end) => {
      if (frame.type === 'challenge') end.send(aHello(instanceName, frame.nonce, keys.get(instanceName), hello))
    })
    hub.attach(connection)
    await settled()
    return farEnd
  }

  async function dispatch(...commands: Command[]): Promise<void> {
    hub.dispatch(commands)
    await settled()
  }

  async function says(end: FarEnd, frame: AgentFrame): Promise<void> {
    end.send(frame)
    await settled()
  }

  /** Offers as the agent would open them. */
  function offersTo(end: FarEnd, instanceName = 'web-1'): HostCommand[] {
    const expected = { serverPublicKey: serverKeys.publicKey, accountId: '000000000001', instanceName, now: Date.now() }
    return end.frames.flatMap((frame) => {
      if (frame.type !== 'offer') return []
      const opened = openCommand(frame.command, expected)
      if ('refused' in opened) throw new Error(opened.refused)
      return [opened.command]
    })
  }

  return { hub, door, keys, serverKeys, instances, specs, audited, faults, logs, connect, dispatch, says, offersTo }
}

export function aHello(
  instanceName: string,
  serverNonce: string,
  keys: KeyPair | undefined,
  over: Partial<Extract<AgentFrame, { type: 'hello' }>> = {},
): AgentFrame {
  const [accountId, nonce] = ['000000000001', 'nonce-of-the-agent']
  const text = signedTexts.agentHello(serverNonce, nonce, accountId, instanceName)
  const signature = signText(text, (keys ?? makeKeyPair()).privateKey)
  const rest = { nonce, signature, agentVersion: '0.1.0', os: 'linux', journal: [], ...over }
  return { type: 'hello', protocol: 1, accountId, instanceName, ...rest }
}

/** Frames of one kind, in order. */
export function framesOf<T extends FarEnd['frames'][number]['type']>(end: FarEnd, type: T) {
  return end.frames.filter((frame): frame is Extract<FarEnd['frames'][number], { type: T }> => frame.type === type)
}

export const ended = {
  status: 'Succeeded',
  diagnostics: { errorCode: 'Success', scriptName: '', message: '', logTail: '' },
} as const
