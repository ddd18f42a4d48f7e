import { describe, expect, it } from 'vitest'
import type { HostCommand } from './messages.ts'
import {
  claimedCommandId,
  makeKeyPair,
  openCommand,
  signCommand,
  signedTexts,
  signText,
  verifyText,
} from './signing.ts'

const server = makeKeyPair()
const command: HostCommand = {
  v: 1,
  id: 'd-ABCDEF123/web-1/Install/1',
  accountId: '000000000001',
  instanceName: 'web-1',
  event: 'Install',
  deploymentId: 'd-ABCDEF123',
  deploymentGroupId: '7b1d3c7e-54f3-4b8e-9d5a-0a8f4f1f2a10',
  deploymentGroupName: 'production',
  applicationName: 'storefront',
  deploymentCreator: 'user',
  deploymentType: 'IN_PLACE',
  revisionName: 'storefront-1.1',
  fileExistsBehavior: 'DISALLOW',
  bundle: { sha256: 'a'.repeat(64), size: 10, bundleType: 'zip', bucket: 'releases', key: 'storefront-1.1.zip' },
  eventLimitSeconds: 3600,
  issuedAt: 1_000,
  expiresAt: 2_000,
}
const host = {
  serverPublicKey: server.publicKey,
  accountId: '000000000001',
  instanceName: 'web-1',
  now: 1_500,
}

describe('keys', () => {
  it('are 32 bytes in 43 characters, and another pair each time', () => {
    expect(server.publicKey).toMatch(/^[A-Za-z0-9_-]{43}$/)
    expect(makeKeyPair().publicKey).not.toBe(server.publicKey)
  })

  it('verify what they signed and nothing else', () => {
    const signature = signText('text', server.privateKey)
    expect(verifyText('text', signature, server.publicKey)).toBe(true)
    expect(verifyText('text ', signature, server.publicKey)).toBe(false)
    expect(verifyText('text', signature, makeKeyPair().publicKey)).toBe(false)
  })

  it('answer false, not a fault, for what is no key and no signature', () => {
    expect(verifyText('text', '', server.publicKey)).toBe(false)
    expect(verifyText('text', 'AAAA', 'no key')).toBe(false)
  })

  it('sign texts that cannot stand for one another', () => {
    const hello = signedTexts.agentHello('server nonce', 'agent nonce', '000000000001', 'web-1')
    const signature = signText(hello, server.privateKey)
    expect(verifyText(signedTexts.serverWelcome('agent nonce'), signature, server.publicKey)).toBe(false)
    expect(verifyText(signedTexts.command(hello), signature, server.publicKey)).toBe(false)
  })
})

describe('A6: a command is opened only when it is genuine, for this host and in time', () => {
  it('opens a genuine one', () => {
    expect(openCommand(signCommand(command, server.privateKey), host)).toEqual({ command })
  })

  it('refuses one that another key signed', () => {
    const forged = signCommand(command, makeKeyPair().privateKey)
    expect(openCommand(forged, host)).toEqual({ refused: 'the signature is not the pinned server’s' })
  })

  it('refuses one whose text was changed after signing', () => {
    const signed = signCommand(command, server.privateKey)
    const changed = { ...signed, text: signed.text.replace('a'.repeat(64), 'b'.repeat(64)) }
    expect(openCommand(changed, host)).toEqual({ refused: 'the signature is not the pinned server’s' })
  })

  it('refuses one for another host', () => {
    const signed = signCommand({ ...command, instanceName: 'web-2' }, server.privateKey)
    expect(openCommand(signed, host)).toEqual({ refused: 'the command is for web-2', commandId: command.id })
  })

  it('refuses one for a host of the same name in another account', () => {
    const signed = signCommand({ ...command, accountId: '000000000002' }, server.privateKey)
    expect(openCommand(signed, host)).toEqual({ refused: 'the command is for web-1', commandId: command.id })
  })

  it('refuses one that has expired', () => {
    const late = openCommand(signCommand(command, server.privateKey), { ...host, now: 2_001 })
    expect(late).toEqual({ refused: 'the command has expired', commandId: command.id })
  })

  it('refuses what the server signed but is no command', () => {
    for (const text of ['{}', '[]', 'no JSON', 'null']) {
      const signed = { text, signature: signText(signedTexts.command(text), server.privateKey) }
      expect(openCommand(signed, host)).toEqual({ refused: 'the command has an unknown form' })
    }
  })
})

describe('the id that a refused command claims', () => {
  it('is read without believing it', () => {
    expect(claimedCommandId({ text: JSON.stringify(command), signature: '' })).toBe(command.id)
    expect(claimedCommandId({ text: JSON.stringify({ id: 'x'.repeat(500) }), signature: '' })).toHaveLength(300)
  })

  it('is empty when there is none', () => {
    for (const text of ['', '{', 'null', '{"id":7}', '"id"']) expect(claimedCommandId({ text, signature: '' })).toBe('')
  })
})
