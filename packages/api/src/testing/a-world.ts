/**
 * The API with everything behind it that is real and nothing that is slow: conductor, memory store, simulated hosts, a
 * temporary folder for bytes. Answers are checked against their contracts: not a field more, not a field less.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { createAccess } from '@sluice/access'
import { createArtifacts } from '@sluice/artifacts'
import { createConductor } from '@sluice/conductor'
import { createLogs, type Logs } from '@sluice/logs'
import {
  firstAccountId,
  isRefusal,
  parseCommandId,
  RefusalError,
  type Actor,
  type HostPresence,
  type Refusal,
  type RevisionLocation,
  type Role,
} from '@sluice/model'
import {
  createSimulatedPlatform,
  succeeded,
  type Result,
  type RunCommand,
  type SimulatedPlatform,
} from '@sluice/platforms'
import { directoryKeys, openMemoryStore, type DirectoryChange, type Store } from '@sluice/store'
import { anInstance, movableClock, type MovableClock } from '@sluice/testkit'
import { expect, onTestFinished } from 'vitest'
import { putArtifact, type PutArtifact } from '../artifacts/put-artifact.ts'
import { createBundleReader } from '../bundles/bundle-reader.ts'
import { operations, type AnyOperation, type Input, type OperationName, type Output } from '../contracts.ts'
import { allowedWrite, dispatch, type Request } from '../dispatch.ts'
import { appearingHosts } from '../deployment-groups/later-hosts/appearing-hosts.ts'
import { discardedHosts } from '../deployment-groups/later-hosts/discarded-hosts.ts'
import type { Ports } from '../ports.ts'
import { goodBundle } from './a-bundle.ts'
import { createSimulatedTraffic, type SimulatedTraffic } from './simulated-traffic.ts'

export interface World {
  ports: Ports
  store: Store
  logs: Logs
  clock: MovableClock
  hosts: SimulatedPlatform
  traffic: SimulatedTraffic
  write(changes: DirectoryChange[]): Promise<void>
  /** How each command ends from now on; everything succeeds at first. */
  script(ending: (command: RunCommand) => Result | 'runs'): void
  presence: Map<string, HostPresence>
  /** What was set by the session operations of the last call. */
  session: { secret: string | undefined; opened: string[]; closed: number }
  call<N extends OperationName>(name: N, input: Input<N>, by?: CallOptions): Promise<Output<N>>
  refused(name: string, input: unknown, by?: CallOptions): Promise<Refusal>
  put(key: string, bytes?: Buffer): Promise<PutArtifact>
  /** The same as a location that is pinned to these bytes. */
  upload(key: string, bytes?: Buffer): Promise<RevisionLocation>
  /** An application with a group of so many registered, connected hosts. */
  storefront(hosts?: number): Promise<void>
  enrol(name: string, tags?: { Key: string; Value: string }[]): Promise<void>
  /** Until no host has anything left to do. */
  settled(): Promise<void>
}

export interface CallOptions {
  role?: Role
  caller?: Actor | undefined
  key?: string
  secret?: string
  signal?: AbortSignal
  address?: string
}

export const actorWith = (role: Role): Actor => ({
  kind: 'user',
  accountId: firstAccountId,
  userId: `00000000-0000-4000-8000-00000000000${['viewer', 'deployer', 'admin', 'approver'].indexOf(role)}`,
  name: 'Dana',
  role,
})

export async function aWorld(clock: MovableClock = movableClock()): Promise<World> {
  const folder = mkdtempSync(join(tmpdir(), 'sluice-api-'))
  mkdirSync(join(folder, 'scratch'))
  const store = openMemoryStore()
  const presence = new Map<string, HostPresence>()
  const session: World['session'] = { secret: undefined, opened: [], closed: 0 }
  let ending: (command: RunCommand) => Result | 'runs' = () => succeeded
  const hands: { hosts?: SimulatedPlatform; traffic?: SimulatedTraffic } = {}
  const randomBytes = numbersFrom(0)
  const settings: Ports['settings'] = {
    startLimitSeconds: 300,
    eventLimitSeconds: 3600,
    region: 'us-east-1',
    publicUrl: 'https://sluice.example.com',
    logDays: 14,
    port: 4600,
  }
  const conductor = createConductor({
    store,
    clock,
    // Chance of its own: ids of what people start are the same whether or not groups care about new hosts.
    follows: appearingHosts({ randomBytes: numbersFrom(9), settings }),
    consequences: discardedHosts,
    sink: { dispatch: (commands) => hands.hosts?.dispatch(hands.traffic?.dispatch(commands) ?? commands) },
  })
  const hosts = createSimulatedPlatform(
    {
      submit: (signal) => conductor.submit(signal),
      isGranted: async (id) => {
        const { deploymentId, targetId, event } = parseCommandId(id)
        const target = await store.getTarget(deploymentId, targetId)
        return (
          target?.lifecycleEvents.some((one) => one.lifecycleEventName === event && one.status === 'InProgress') ===
          true
        )
      },
      describe: async (deploymentId) => {
        const [created] = await store.loadEvents(`deployment:${deploymentId}`, 0, 1)
        return created?.type === 'DeploymentCreated' ? created.spec : undefined
      },
    },
    (command) => ending(command),
  )
  hands.hosts = hosts
  const write = async (changes: DirectoryChange[]) => {
    const by = { actor: actorWith('admin'), action: 'arrange', resource: 'installation:test', requestId: '' }
    const done = await conductor.change({ by, decide: async () => ({ changes, answer: 'done' }) })
    if (isRefusal(done)) throw new Error(done.message)
  }
  const traffic = createSimulatedTraffic({
    conductor,
    store,
    now: clock.now,
    write,
    enrol: (name, tags) => world.enrol(name, tags),
    deregister: async (name) => void (await world.call('deregisterOnPremisesInstance', { instanceName: name })),
  })
  hands.traffic = traffic
  async function settled(): Promise<void> {
    for (let before = -1; before !== store.lastSeq();) {
      before = store.lastSeq()
      await hosts.idle()
      await traffic.idle()
    }
  }
  onTestFinished(async () => {
    hosts.stop()
    await settled()
    await conductor.stop()
    rmSync(folder, { recursive: true, force: true })
  })
  const artifacts = await createArtifacts(join(folder, 'artifacts'), { maxBytes: 1024 * 1024 })
  const logs = createLogs(join(folder, 'logs'))
  const ports: Ports = {
    store,
    conductor,
    presence: (_accountId, name) => presence.get(name),
    allPresence: () => [...presence.values()],
    artifacts,
    bundles: createBundleReader({ pathOf: artifacts.pathOf, scratchFolder: join(folder, 'scratch') }),
    logs,
    access: createAccess({
      store,
      write: (change) => conductor.change(change),
      region: 'us-east-1',
      now: clock.now,
      randomBytes,
      passwordCost: { memoryCost: 8, timeCost: 1, parallelism: 1 },
    }),
    balancers: traffic.balancers,
    provisioner: {
      isAvailable: true,
      freeNames: (count, taken) =>
        Array.from({ length: 100 }, (_, at) => `local-${at + 1}`)
          .filter((name) => !taken.has(name))
          .slice(0, count),
    },
    now: clock.now,
    randomBytes,
    settings,
  }

  const request = (operation: string, body: unknown, by: CallOptions): Request => {
    session.secret = by.secret
    return {
      operation,
      body,
      caller: 'caller' in by ? by.caller : actorWith(by.role ?? 'admin'),
      session: {
        secret: by.secret,
        open: (secret) => void session.opened.push(secret),
        close: () => void (session.closed += 1),
      },
      address: by.address ?? '192.0.2.1',
      requestId: 'r-1',
      signal: by.signal,
      idempotencyKey: by.key,
    }
  }

  const world: World = {
    ports,
    store,
    logs,
    clock,
    hosts,
    traffic,
    write,
    script: (next) => (ending = next),
    presence,
    session,
    async call(name, input, by = {}) {
      const answer = await dispatch(ports, request(name, input, by))
      expect(operations[name].output.parse(answer)).toEqual(answer)
      return answer as never
    },
    async refused(name, input, by = {}) {
      const answer = await dispatch(ports, request(name, input, by)).catch((error: unknown) => error)
      if (answer instanceof RefusalError) return announced(name, answer.refusal)
      throw new Error(`${name} was not refused but answered ${JSON.stringify(answer)}`, { cause: answer })
    },
    async put(key, bytes = goodBundle()) {
      const from = { caller: actorWith('deployer'), address: '', requestId: 'r-1' }
      const upload = { bucket: 'releases', key, bytes: Readable.from([bytes]) }
      return allowedWrite(ports, 'putArtifact', from, (call) => putArtifact(upload, call))
    },
    async upload(key, bytes) {
      const { eTag } = await world.put(key, bytes)
      return { revisionType: 'S3', s3Location: { bucket: 'releases', key, bundleType: 'tgz', eTag } }
    },
    async enrol(name, tags = [{ Key: 'env', Value: 'production' }]) {
      const instance = anInstance({ instanceName: name, tags, registerTime: new Date(clock.now()).toISOString() })
      await write([{ collection: 'instances', key: directoryKeys.instance(firstAccountId, name), put: instance }])
      presence.set(name, {
        instanceName: name,
        connected: true,
        lastSeenAt: clock.now(),
        silentSince: undefined,
        agentVersion: '0.1.0',
      })
    },
    async storefront(count = 4) {
      await world.call('createApplication', { applicationName: 'storefront' })
      await world.call('createDeploymentGroup', {
        applicationName: 'storefront',
        deploymentGroupName: 'production',
        // Half of one host is that host: it could never start.
        deploymentConfigName: `CodeDeployDefault.${count > 1 ? 'HalfAtATime' : 'OneAtATime'}`,
        onPremisesInstanceTagFilters: [{ Key: 'env', Value: 'production', Type: 'KEY_AND_VALUE' }],
      })
      for (let number = 1; number <= count; number++) await world.enrol(`web-${number}`)
    },
    settled,
  }
  return world
}

function numbersFrom(drawn: number) {
  let last = drawn
  return (count: number) => Uint8Array.from({ length: count }, () => (last = (last * 75 + 74) % 65537) & 255)
}

/** A refusal that a contract does not announce surprises whoever reads it. Bad fields and the path of a call may refuse anywhere. */
function announced(name: string, refusal: Refusal): Refusal {
  const contract: AnyOperation | undefined = Object.hasOwn(operations, name)
    ? operations[name as OperationName]
    : undefined
  const anywhere = ['NotSignedIn', 'AccessDenied', 'UnknownOperation', 'InvalidInputException', 'IdempotencyKeyReused']
  const isOfField = refusal.details?.some((detail) => detail.field !== undefined) === true
  if (!isOfField) expect([...(contract?.refuses ?? []), ...anywhere]).toContain(refusal.code)
  return refusal
}
