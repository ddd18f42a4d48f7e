/**
 * The local fleet comes in like any other host: a one-time token, left in each host's own folder, where its agent waits
 * for it. A host whose identity is lost, or is for another address, gets a new one.
 */
import { existsSync, mkdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Ports } from '@sluice/api'
import { firstAccountId, type Actor, type Tag } from '@sluice/model'
import { directoryKeys, type DirectoryChange } from '@sluice/store'
import { writeFileAtomically } from './write-file-atomically.ts'

export interface LocalFleet {
  folder: string
  count: number
  /** Where the hosts reach this server. */
  serverUrl: string
}

const service: Actor = { kind: 'service', accountId: firstAccountId, name: 'Sluice' }

export const localHostNames = (count: number): string[] => Array.from({ length: count }, (_, at) => `local-${at + 1}`)

export async function enrolLocalHosts(ports: Ports, fleet: LocalFleet): Promise<void> {
  for (const name of localHostNames(fleet.count)) await enrolUnlessKnown(ports, fleet, name)
}

async function enrolUnlessKnown(ports: Ports, { folder, serverUrl }: LocalFleet, name: string): Promise<void> {
  const home = join(folder, name)
  const key = directoryKeys.instance(firstAccountId, name)
  const instance = await ports.store.get('instances', key)
  const isRegistered = instance !== undefined && instance.deregisterTime === undefined
  if (isRegistered && keyFor(home, serverUrl) === instance.publicKey) return
  const tags = tagsOf(name)
  const drawn = ports.access.drawEnrolmentToken({
    accountId: firstAccountId,
    instanceName: name,
    tags,
    createdBy: service.name,
  })
  const leaving: DirectoryChange[] = isRegistered
    ? [{ collection: 'instances', key, put: { ...instance, deregisterTime: new Date(ports.now()).toISOString() } }]
    : []
  await ports.conductor.change({
    by: { actor: service, action: 'enrolLocalHost', resource: `instance:${name}`, requestId: '' },
    decide: async () => ({ changes: [...leaving, drawn.change], answer: {} }),
  })
  leaveForAgent(home, { server: serverUrl, token: drawn.secret, name, tags })
}

function tagsOf(name: string): Tag[] {
  const isStaging = name === 'local-1' || name === 'local-2'
  return [
    { Key: 'fleet', Value: 'local' },
    { Key: 'env', Value: isStaging ? 'staging' : 'production' },
  ]
}

/** The public key of the agent's identity; undefined when it has none for this server. */
function keyFor(home: string, serverUrl: string): string | undefined {
  const file = join(home, 'identity.json')
  if (!existsSync(file)) return undefined
  const identity = JSON.parse(readFileSync(file, 'utf8')) as { serverUrl?: unknown; publicKey?: unknown }
  return identity.serverUrl === serverUrl && typeof identity.publicKey === 'string' ? identity.publicKey : undefined
}

/** The file belongs to whoever owns the folder: the user that local hosts run as. */
function leaveForAgent(home: string, enrolment: object): void {
  mkdirSync(home, { recursive: true })
  const file = join(home, 'enrolment.json')
  const { uid, gid } = statSync(home)
  writeFileAtomically(file, JSON.stringify(enrolment), 0o600, process.getuid?.() === 0 ? { uid, gid } : undefined)
}
