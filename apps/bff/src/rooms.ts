/**
 * The rooms of one running server, furnished and connected: store, engine, hosts, logs, artifacts, topics. The only place
 * that knows which adapter stands behind which port.
 */
import { randomBytes } from 'node:crypto'
import type { KeyPair } from '@sluice/agent-link'
import { createAccess } from '@sluice/access'
import { createBundleReader, type Ports } from '@sluice/api'
import { createArtifacts } from '@sluice/artifacts'
import { createConductor, type CommandSink, type Conductor } from '@sluice/conductor'
import { createHub, type Hub } from '@sluice/live'
import { createLogs, type Logs } from '@sluice/logs'
import { platforms, type ServersPlatform } from '@sluice/platforms'
import { directoryKeys, openSqliteStore, type Store } from '@sluice/store'
import type { Logger } from 'pino'
import type { DataFolder } from './data-folder.ts'
import { bridgeToLive, liveSources } from './live-bridge.ts'
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
  logs: Logs
  hub: Hub
  keys: KeyPair
  close(): Promise<void>
}

const now = () => Date.now()

/** Nothing runs yet: `conductor.start()` takes up what a former process left. */
export async function furnishRooms(
  settings: Settings,
  folder: DataFolder,
  publicUrl: string,
  log: Logger,
): Promise<Rooms> {
  const store = openSqliteStore(folder.database)
  const keys = serverKeys(folder.keys)
  const artifacts = await createArtifacts(folder.artifacts, { maxBytes: settings.maxArtifactBytes })
  const logs = createLogs(folder.logs)
  const hands: { servers?: ServersPlatform } = {}
  const sink: CommandSink = { dispatch: (commands) => hands.servers?.dispatch(commands) }
  const conductor = createConductor({ store, clock: { now }, sink, log: conductorLog(log) })
  const servers = platforms.Server({
    ...serversDoor(conductor, store),
    keys,
    instanceOf: (accountId, name) => store.get('instances', directoryKeys.instance(accountId, name)),
    storeLogs: async (commandId, firstLine, lines) => void (await logs.append({ commandId, firstLine, lines })),
    audit: (act) => void conductor.recordRefusal({ ...act, requestId: '' }).catch((error: unknown) => fault(error)),
    fault,
  })
  hands.servers = servers
  const access = createAccess({
    store,
    write: (change) => conductor.change(change),
    region: settings.region,
    apiToken: settings.apiToken,
  })
  const ports: Ports = {
    store,
    conductor,
    presence: servers.presence,
    artifacts,
    bundles: createBundleReader({ pathOf: artifacts.pathOf, scratchFolder: folder.scratch }),
    logs,
    access,
    now,
    randomBytes,
    settings: { ...settings, publicUrl },
  }
  const hub = createHub({ epoch: store.epoch, sources: liveSources(ports), clock: { now }, version, onFault: fault })
  const stops = [
    removeOldLogs(logs, now, fault),
    bridgeToLive({ hub, ports, conductor, servers, logs }),
    conductor.onCommitted(({ directory }) => access.noteCommitted(directory)),
    access.onRevoked((revocation) => {
      if (revocation.kind === 'instance') servers.disconnect(revocation, 'the host was deregistered')
    }),
  ]

  return {
    ports,
    store,
    conductor,
    servers,
    logs,
    hub,
    keys,
    /** Hosts first: what they would report now is not taken any more, and they keep it for the next start. */
    async close() {
      servers.stop()
      hub.closeAll()
      await conductor.stop()
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
