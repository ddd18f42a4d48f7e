/** The installation's own key: agents pin its public half at enrolment, and every command is signed by it. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { makeKeyPair, type KeyPair } from '@sluice/agent-link'
import { z } from 'zod'
import { writeFileAtomically } from './write-file-atomically.ts'

const StoredKeys = z.object({ publicKey: z.string(), privateKey: z.string() })

export function serverKeys(keysFolder: string): KeyPair {
  const file = join(keysFolder, 'server.json')
  if (existsSync(file)) return StoredKeys.parse(JSON.parse(readFileSync(file, 'utf8')))
  const made = makeKeyPair()
  writeFileAtomically(file, JSON.stringify(made), 0o600)
  return made
}
