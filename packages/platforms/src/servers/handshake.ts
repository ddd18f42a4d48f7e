/**
 * Both sides prove who they are before anything else is said. A host proves with a signature over our fresh nonce that it
 * holds the key it enrolled with: an old hello is worth nothing (A4), and so is the key of a deregistered host (A5).
 */
import {
  agentCloseCodes,
  signedTexts,
  signText,
  verifyText,
  type AgentFrame,
  type AgentServerFrame,
  type KeyPair,
} from '@sluice/agent-link'
import { firstAccountId, type Instance } from '@sluice/model'
import { readFrame, sendFrame, type AgentConnection } from './agent-connection.ts'
import { refusedAct, type HostIdentity, type RefusedHostAct } from './host.ts'

export type Hello = Extract<AgentFrame, { type: 'hello' }>
export type Welcome = Extract<AgentServerFrame, { type: 'welcome' }>

export interface HandshakeNeeds {
  keys: KeyPair
  instanceOf(accountId: string, instanceName: string): Promise<Instance | undefined>
  refused(act: RefusedHostAct, address: string | undefined): void
  randomText(): string
}

/** Longer than any network needs; a connection that says nothing holds nothing for longer. */
const handshakeMs = 10_000
/** Room for a hello with a full journal of the longest ids, and no more: who sends it is not known yet. */
const helloCharacters = 12 * 1024

/** Resolves with who is there, or with undefined after closing the connection. Of what is said before the welcome only the hello counts. */
export async function shakeHands(
  connection: AgentConnection,
  needs: HandshakeNeeds,
): Promise<{ instance: Instance; hello: Hello } | undefined> {
  const nonce = needs.randomText()
  const answered = firstText(connection)
  sendFrame(connection, { type: 'challenge', nonce })
  const text = await answered
  if (text === undefined) return close(connection, agentCloseCodes.protocol, 'no hello in time')
  if (text.length > helloCharacters) return close(connection, agentCloseCodes.protocol, 'too long for a hello')
  const hello = readFrame(text)
  if (hello?.type !== 'hello') return close(connection, agentCloseCodes.protocol, 'the first frame is a hello')
  const instance = await needs.instanceOf(hello.accountId, hello.instanceName)
  const refused = reasonToRefuse(hello, nonce, instance)
  if (refused === undefined && instance !== undefined) return { instance, hello }
  needs.refused(
    refusedAct(claimedBy(hello, instance), 'agentConnect', refusedDetail(refused, connection)),
    connection.address,
  )
  return close(connection, agentCloseCodes.notEnrolled, refused ?? '')
}

export function welcome(hello: Hello, keys: KeyPair, rest: Omit<Welcome, 'type' | 'signature'>): Welcome {
  return { type: 'welcome', signature: signText(signedTexts.serverWelcome(hello.nonce), keys.privateKey), ...rest }
}

function reasonToRefuse(hello: Hello, nonce: string, instance: Instance | undefined): string | undefined {
  const { accountId, instanceName } = hello
  if (instance === undefined) return `${instanceName} is not enrolled`
  if (instance.deregisterTime !== undefined) return `${instanceName} was deregistered`
  const signed = signedTexts.agentHello(nonce, hello.nonce, accountId, instanceName)
  return verifyText(signed, hello.signature, instance.publicKey)
    ? undefined
    : `the signature is not by the key ${instanceName} enrolled with`
}

/** What nobody has proven may not choose whose audit it is written to. */
function claimedBy({ instanceName }: Hello, instance: Instance | undefined): HostIdentity {
  return { accountId: instance?.accountId ?? firstAccountId, instanceName: instance?.instanceName ?? instanceName }
}

const refusedDetail = (reason: string | undefined, { address }: AgentConnection): string =>
  address === undefined ? (reason ?? '') : `${reason}; from ${address}`

function firstText(connection: AgentConnection): Promise<string | undefined> {
  return new Promise((resolve) => {
    const tooLate = setTimeout(() => resolve(undefined), handshakeMs)
    connection.onMessage(resolve)
    connection.onClose(() => {
      clearTimeout(tooLate)
      resolve(undefined)
    })
  })
}

function close(connection: AgentConnection, code: number, reason: string): undefined {
  connection.close(code, reason)
  return undefined
}
