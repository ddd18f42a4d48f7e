/** Ed25519 with Node's own crypto: raw 32-byte keys as base64url, and the exact texts that are signed. */
import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto'
import { HostCommand, type SignedCommand } from './messages.ts'

export interface KeyPair {
  /** base64url of the raw 32 bytes. */
  publicKey: string
  /** PKCS#8 PEM. */
  privateKey: string
}

export const signedTexts = {
  agentHello: (serverNonce: string, agentNonce: string, accountId: string, instanceName: string) =>
    `sluice-agent-v1\n${serverNonce}\n${agentNonce}\n${accountId}/${instanceName}`,
  serverWelcome: (agentNonce: string) => `sluice-server-v1\n${agentNonce}`,
  command: (text: string) => `sluice-command-v1\n${text}`,
}

export function makeKeyPair(): KeyPair {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const { x = '' } = publicKey.export({ format: 'jwk' })
  return { publicKey: x, privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() }
}

export function signText(text: string, privateKey: string): string {
  return sign(null, Buffer.from(text, 'utf8'), createPrivateKey(privateKey)).toString('base64url')
}

/** False for a wrong signature and for anything that is no key or no signature at all. */
export function verifyText(text: string, signature: string, publicKey: string): boolean {
  try {
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey }, format: 'jwk' })
    return verify(null, Buffer.from(text, 'utf8'), key, Buffer.from(signature, 'base64url'))
  } catch {
    return false
  }
}

export function signCommand(command: HostCommand, privateKey: string): SignedCommand {
  const text = JSON.stringify(command)
  return { text, signature: signText(signedTexts.command(text), privateKey) }
}

/** The command when its signature is the pinned server's, it is for this host and still valid; else why not. */
export function openCommand(
  signed: SignedCommand,
  expected: { serverPublicKey: string; accountId: string; instanceName: string; now: number },
): { command: HostCommand } | { refused: string; commandId?: string } {
  if (!verifyText(signedTexts.command(signed.text), signed.signature, expected.serverPublicKey))
    return { refused: 'the signature is not the pinned server’s' }
  const parsed = HostCommand.safeParse(readJson(signed.text))
  if (!parsed.success) return { refused: 'the command has an unknown form' }
  const command = parsed.data
  if (command.accountId !== expected.accountId || command.instanceName !== expected.instanceName)
    return { refused: `the command is for ${command.instanceName}`, commandId: command.id }
  if (command.expiresAt < expected.now) return { refused: 'the command has expired', commandId: command.id }
  return { command }
}

/** What a command says its id is, whether or not it may be believed: for telling the server which one was refused. */
export function claimedCommandId(signed: SignedCommand): string {
  const claimed = readJson(signed.text)
  const id = typeof claimed === 'object' && claimed !== null && 'id' in claimed ? claimed.id : undefined
  return typeof id === 'string' ? id.slice(0, 300) : ''
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
