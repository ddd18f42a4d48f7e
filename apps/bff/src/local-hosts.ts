/**
 * The local fleet comes in like any other host: a one-time token, left in each host's own folder, where its agent waits
 * for it. A host whose identity is lost, or is for another address, gets a new one.
 */
import { mkdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Ports } from '@sluice/api'
import { firstAccountId, type Actor, type Instance, type Tag } from '@sluice/model'
import { directoryKeys, type DirectoryChange, type Store } from '@sluice/store'
import { localAddress, type LocalAddress } from './local-address.ts'
import { readForeignFile } from './read-foreign-file.ts'
import { writeFileAtomically } from './write-file-atomically.ts'

export interface LocalHostsNeeds {
  ports: Pick<Ports, 'store' | 'conductor' | 'access' | 'now'>
  fleetFolder: string
  /** The product's port as in the settings; local hosts' addresses are made of it. */
  port: number
  /** Where the hosts reach this server. */
  serverUrl(): string
  /** A host that cannot be let in: the others come in, and people come to see which. */
  fault(error: unknown): void
}

export interface LocalHosts {
  /** The hosts that always run, with the tags of the sample's groups. */
  enrolFleet(count: number): Promise<void>
  /** One host; nothing but its address changes when it is in already. */
  letIn(name: string, tags: readonly Tag[]): Promise<void>
}

const service: Actor = { kind: 'service', accountId: firstAccountId, name: 'Sluice' }

export const localHostNames = (count: number): string[] => Array.from({ length: count }, (_, at) => `local-${at + 1}`)

export function createLocalHosts({ ports, fleetFolder, port, serverUrl, fault }: LocalHostsNeeds): LocalHosts {
  async function letIn(name: string, tags: readonly Tag[]): Promise<void> {
    const key = directoryKeys.instance(firstAccountId, name)
    const instance = await ports.store.get('instances', key)
    const isRegistered = instance !== undefined && instance.deregisterTime === undefined
    const place = localAddress(port, fleetFolder, name)
    if (isRegistered && keyFor(join(fleetFolder, name), serverUrl()) === instance.publicKey)
      return correctAddress(instance, place)
    await enrol(name, [...tags], place, isRegistered ? instance : undefined)
  }

  /** Only what differs is written: hosts that were enrolled before addresses were kept, or when the product had another port. */
  async function correctAddress(instance: Instance, place: LocalAddress | undefined): Promise<void> {
    if (place === undefined) return
    const placed = { ...instance, ...place }
    const isRight = instance.address === placed.address && instance.port === placed.port
    await change('correctLocalAddress', instance.instanceName, async (store) => [
      ...(isRight ? [] : [put(placed)]),
      ...(await movedMembers(store, instance.instanceName, place)),
    ])
  }

  async function enrol(name: string, tags: Tag[], place: LocalAddress | undefined, former?: Instance): Promise<void> {
    const bound = { accountId: firstAccountId, instanceName: name, tags, createdBy: service.name }
    const drawn = ports.access.drawEnrolmentToken({ ...bound, ...place })
    const deregisterTime = new Date(ports.now()).toISOString()
    await change('enrolLocalHost', name, async (store) => [
      ...(former === undefined ? [] : [put({ ...former, deregisterTime })]),
      ...(place === undefined ? [] : await movedMembers(store, name, place)),
      drawn.change,
    ])
    leaveForAgent(join(fleetFolder, name), { server: serverUrl(), token: drawn.secret, name, tags })
  }

  async function change(action: string, name: string, decide: (store: Store) => Promise<DirectoryChange[]>) {
    if ((await decide(ports.store)).length === 0) return
    await ports.conductor.change({
      by: { actor: service, action, resource: `instance:${name}`, requestId: '' },
      decide: async (store) => ({ changes: await decide(store), answer: {} }),
    })
  }

  return {
    letIn,
    /** What a hook left in a host's folder may be in the way of that host, and of nobody else (A27). */
    async enrolFleet(count) {
      for (const name of localHostNames(count))
        await letIn(name, tagsOf(name)).catch((cause: unknown) =>
          fault(new Error(`${name} could not be let in`, { cause })),
        )
    },
  }
}

const put = (instance: Instance): DirectoryChange => ({
  collection: 'instances',
  key: directoryKeys.instance(instance.accountId, instance.instanceName),
  put: instance,
})

/** Where the host is registered with a balancer under an address that is not its own any more. */
async function movedMembers(store: Store, targetId: string, place: LocalAddress): Promise<DirectoryChange[]> {
  const members = await store.list('targetGroupMembers', `${firstAccountId}/`)
  return members
    .filter((member) => member.targetId === targetId)
    .map((member) => ({ before: member, after: { ...member, ...place } }))
    .filter(({ before, after }) => before.address !== after.address || before.port !== after.port)
    .map(({ after }) => ({
      collection: 'targetGroupMembers',
      key: directoryKeys.member(after.accountId, after.targetGroupName, targetId),
      put: after,
    }))
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
  const identity = parsed(readForeignFile(join(home, 'identity.json')))
  return identity?.serverUrl === serverUrl && typeof identity.publicKey === 'string' ? identity.publicKey : undefined
}

/** What is in the host's folder is the host's: it may be anything. */
function parsed(text: string | undefined): { serverUrl?: unknown; publicKey?: unknown } | undefined {
  try {
    const value: unknown = JSON.parse(text ?? '')
    return typeof value === 'object' && value !== null ? value : undefined
  } catch {
    return undefined
  }
}

/** The file belongs to whoever owns the folder: the user that local hosts run as. */
function leaveForAgent(home: string, enrolment: object): void {
  mkdirSync(home, { recursive: true })
  const file = join(home, 'enrolment.json')
  const { uid, gid } = statSync(home)
  writeFileAtomically(file, JSON.stringify(enrolment), 0o600, process.getuid?.() === 0 ? { uid, gid } : undefined)
}
