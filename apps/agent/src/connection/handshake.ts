/**
 * Both sides prove who they are before anything else is said: the server sends a nonce, the agent signs it together
 * with one of its own, the server signs that one with the key that was pinned at enrolment.
 */
import {
  AgentServerFrame,
  protocolVersion,
  signedTexts,
  signText,
  verifyText,
  type AgentFrame,
} from '@sluice/agent-link'
import { randomBytes } from 'node:crypto'
import { agentVersion } from '../settings.ts'
import type { Identity } from './identity.ts'

export type Welcome = Extract<AgentServerFrame, { type: 'welcome' }>

export function newNonce(): string {
  return randomBytes(24).toString('base64url')
}

export function hello(identity: Identity, serverNonce: string, nonce: string, journal: string[]): AgentFrame {
  const { accountId, instanceName, privateKey } = identity
  return {
    type: 'hello',
    protocol: protocolVersion,
    accountId,
    instanceName,
    nonce,
    signature: signText(signedTexts.agentHello(serverNonce, nonce, accountId, instanceName), privateKey),
    agentVersion,
    os: process.platform,
    journal: journal.slice(0, 64),
  }
}

export function isGenuine(welcome: Welcome, nonce: string, identity: Identity): boolean {
  return verifyText(signedTexts.serverWelcome(nonce), welcome.signature, identity.serverPublicKey)
}

/** Undefined for what is no frame of the protocol. */
export function readFrame(text: string): AgentServerFrame | undefined {
  try {
    return AgentServerFrame.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}
