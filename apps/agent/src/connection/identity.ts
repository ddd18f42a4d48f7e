/** Who this host is to its server, for good: the private key never leaves the file, the server's key is pinned in it. */
import { mkdirSync } from 'node:fs'
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
  mkdirSync(home, { recursive: true, mode: 0o755 })
  writeDurably(paths.identity(home), `${JSON.stringify(identity, undefined, 2)}\n`, 0o600)
}
