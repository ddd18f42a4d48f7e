/**
 * The rooms of one running server, furnished and connected: store, engine, hosts, logs, artifacts, topics. The only place
 * that knows which adapter stands behind which port.
 */
import { randomBytes } from 'node:crypto'
import { redact, type KeyPair } from '@sluice/agent-link'
import { createAccess } from '@sluice/access'
import { appearingHosts, createBundleReader, discardedHosts, type Ports } from '@sluice/api'
import { createArtifacts } from '@sluice/artifacts'
import { createConductor, type CommandSink, type Conductor } from '@sluice/conductor'
import { createHub, type Hub } from '@sluice/live'
import { balancerSocketPath } from '@sluice/load-balancers/embedded-wire'
import { createLogs, type Logs } from '@sluice/logs'
import { platforms, type Provisioner, type Provisioning, type ServersPlatform } from '@sluice/platforms'
import { directoryKeys, openSqliteStore, type Store } from '@sluice/store'
import type { Logger } from 'pino'
import { furnishBalancers, type BalancersNeeds, type BalancersRoom } from './balancers.ts'
import { routeCommands, type CommandSides } from './command-routes.ts'
import type { DataFolder } from './data-folder.ts'
import { furnishFleets } from './fleets.ts'
import { bridgeToLive, liveSources } from './live-bridge.ts'
import { createLocalHosts, type LocalHosts } from './local-hosts.ts'
import { removeOldLogs } from './old-logs.ts'
import { serverKeys } from './server-keys.ts'
import { serversDoor } from './servers-door.ts'
import type { Settings } from './settings.ts'
import { version } from './version.ts'

export interface Rooms {
  ports: Ports
  store: Store
  conductor: Conductor
  servers: ServersPlatform
  localHosts: LocalHosts
  provisioning: Provisioning
  reconciler: BalancersRoom['reconciler']
  logs: Logs
  hub: Hub
  keys: KeyPair
  balancerAnswers: BalancersRoom['answers']
  /** Takes up what a former process left. Balancers are known before the first command for them comes. */
  start(): Promise<void>
  /** Hosts that were made here run again, and what is left of others ends. Whoever waits for them is told by their presence. */
  bringBackHosts(): Promise<void>
  close(): Promise<void>
}

/** What tests and benchmarks put in the place of processes that do not run beside them. */
export interface Adapters {
  /** Hosts that exist in memory only, instead of those that are connected. */
  hostsFor?: (conductor: Conductor) => CommandSink
  balancerFor?: BalancersNeeds['balancerFor']
  provisioner?: Provisioner
}

export interface Whereabouts {
  /** Where people and hosts reach this installation. */
  publicUrl: string
  /** Where local hosts reach it; known when their door is open. */
  localUrl(): string
  port: number
}

const now = () => Date.now()
const nobody = { dispatch: () => undefined }

/** Nothing runs yet: `start` takes up what a former process left. */
export async function furnishRooms(
  settings: Settings,
  folder: DataFolder,
  { publicUrl, localUrl, port }: Whereabouts,
  log: Logger,
  adapters: Adapters = {},
): Promise<Rooms> {
  const store = openSqliteStore(folder.database)
  const keys = serverKeys(folder.keys)
  const artifacts = await createArtifacts(folder.artifacts, { maxBytes: settings.maxArtifactBytes })
  const logs = createLogs(folder.logs, { redact })
  const sides: CommandSides = { hosts: nobody, traffic: nobody, fleets: nobody }
  const conductor = createConductor({
    store,
    clock: { now },
    sink: routeCommands(sides),
    follows: appearingHosts({ randomBytes, settings }),
    consequences: discardedHosts,
    log: conductorLog(log),
  })
  const servers = platforms.Server({
    ...serversDoor(conductor, store),
    keys,
    instanceOf: (accountId, name) => store.get('instances', directoryKeys.instance(accountId, name)),
    storeLogs: async (commandId, firstLine, lines) => void (await logs.append({ commandId, firstLine, lines })),
    audit: (act) => void conductor.recordRefusal({ ...act, requestId: '' }).catch((error: unknown) => fault(error)),
    fault,
  })
  const access = createAccess({
    store,
    write: (change) => conductor.change(change),
    region: settings.region,
    apiToken: settings.apiToken,
  })
  const localHosts = createLocalHosts({
    ports: { store, conductor, access, now },
    fleetFolder: folder.fleet,
    port: settings.port,
    serverUrl: localUrl,
    fault,
  })
  const socketPath = balancerSocketPath(folder.path)
  const { reconciler, mover, ...balancers } = furnishBalancers({ conductor, store, socketPath, fault, ...adapters })
  const { takeOut } = mover
  const fleetsNeeds = { settings, folder, conductor, store, servers, letIn: localHosts.letIn, takeOut, now, fault }
  const fleets = await furnishFleets({ ...fleetsNeeds, ...adapters })
  const { provisioning } = fleets
  Object.assign(sides, {
    hosts: adapters.hostsFor?.(conductor) ?? servers,
    traffic: mover,
    fleets: provisioning,
  } satisfies CommandSides)
  const ports: Ports = {
    store,
    conductor,
    presence: servers.presence,
    allPresence: servers.allPresence,
    artifacts,
    bundles: createBundleReader({ pathOf: artifacts.pathOf, scratchFolder: folder.scratch }),
    logs,
    access,
    balancers: reconciler,
    provisioner: fleets.names,
    now,
    randomBytes,
    settings: { ...settings, publicUrl, port },
  }
  const hub = createHub({ epoch: store.epoch, sources: liveSources(ports), clock: { now }, version, onFault: fault })
  const stops = [
    removeOldLogs(logs, { days: settings.logDays, now, running: () => store.runningDeployments(), fault }),
    bridgeToLive({ hub, ports, conductor, servers, logs }),
    conductor.onCommitted(({ directory }) => {
      access.noteCommitted(directory)
      fleets.noteCommitted(directory)
    }),
    access.onRevoked((revocation) => {
      if (revocation.kind === 'instance') servers.disconnect(revocation, 'the host was deregistered')
    }),
  ]

  return {
    ports,
    store,
    conductor,
    servers,
    localHosts,
    provisioning,
    reconciler,
    logs,
    hub,
    keys,
    balancerAnswers: balancers.answers,
    async start() {
      await reconciler.start()
      await conductor.start()
      mover.resume()
    },
    bringBackHosts: fleets.bringBack,
    /** Hosts first: what they would report now is not taken any more, and they keep it for the next start. */
    async close() {
      provisioning.stop()
      mover.stop()
      servers.stop()
      hub.closeAll()
      await conductor.stop()
      await balancers.stop()
      for (const stop of stops) stop()
      await store.close()
    },
  }

  function fault(error: unknown): void {
    log.error({ err: error }, 'a fault beside a request')
  }
}

const conductorLog = (log: Logger) => ({
  warn: (message: string, detail: object) => log.warn(detail, message),
  error: (message: string, cause: unknown) => log.error({ err: cause }, message),
})
