/** Who this host is to its server, for good: the private key never leaves the file, the server's key is pinned in it. */
import { makeKeyPair } from '@sluice/agent-link'
import { mkdirSync, rmSync } from 'node:fs'
import { readIfThere, writeDurably } from '../durable-file.ts'
import { paths } from '../settings.ts'

export interface Identity {
  serverUrl: string
  accountId: string
  instanceName: string
  publicKey: string
  privateKey: string
  serverPublicKey: string
}

const fields = ['serverUrl', 'accountId', 'instanceName', 'publicKey', 'privateKey', 'serverPublicKey'] as const

export function readIdentity(home: string): Identity | undefined {
  const text = readIfThere(paths.identity(home))
  if (text === undefined) return undefined
  const value = JSON.parse(text) as Partial<Record<keyof Identity, unknown>>
  const missing = fields.find((field) => typeof value[field] !== 'string')
  if (missing !== undefined) throw new Error(`${paths.identity(home)} has no ${missing}; remove it and enrol again`)
  return value as Identity
}

export function writeIdentity(home: string, identity: Identity): void {
  writeDurably(paths.identity(home), `${JSON.stringify(identity, undefined, 2)}\n`, 0o600)
  rmSync(paths.enrolmentKeys(home), { force: true })
}

export type KeyPair = Pick<Identity, 'publicKey' | 'privateKey'>

/**
 * The key pair to enrol with, on the disk before a token is spent on it: what cannot be written fails while the token is
 * still good. It stays until there is an identity, and the server answers one who asks once more with the same key.
 */
export function keysToEnrolWith(home: string): KeyPair {
  mkdirSync(home, { recursive: true, mode: 0o755 })
  const known = readKeys(home)
  if (known !== undefined) return known
  const keys = makeKeyPair()
  writeDurably(paths.enrolmentKeys(home), `${JSON.stringify(keys)}\n`, 0o600)
  return keys
}

function readKeys(home: string): KeyPair | undefined {
  const text = readIfThere(paths.enrolmentKeys(home))
  if (text === undefined) return undefined
  const { publicKey, privateKey } = JSON.parse(text) as Partial<KeyPair>
  return publicKey === undefined || privateKey === undefined ? undefined : { publicKey, privateKey }
}
