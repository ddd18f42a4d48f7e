/** The composition root: from settings to a server that listens. Also what tests start, in their own process. */
import { fileURLToPath } from 'node:url'
import { cookieKindOf } from '@sluice/access'
import { laySamples } from '@sluice/api'
import type { Logger } from 'pino'
import { openDataFolder } from './data-folder.ts'
import { createServer, listen, serve } from './http-server.ts'
import { openLocalDoor, type LocalDoor } from './local-door.ts'
import { furnishRooms, type Adapters, type Rooms } from './rooms.ts'
import { runFiles } from './run-files.ts'
import { isLoopback, type Settings } from './settings.ts'
import { agentsGate } from './sockets/agents.ts'
import { liveGate } from './sockets/live.ts'
import { serveUpgrades } from './sockets/upgrades.ts'
import { createWebApp } from './web-app.ts'
import { createWhoCalls, originsOf } from './who-calls.ts'

export interface RunningBff {
  /** Where people reach it. */
  url: string
  rooms: Rooms
  close(): Promise<void>
}

/** From `dist/` and from `src/` alike, both one folder deep. */
const builtFiles = {
  web: fileURLToPath(new URL('../../web/dist', import.meta.url)),
  agent: fileURLToPath(new URL('../../agent/dist/sluice-agent.mjs', import.meta.url)),
  samples: fileURLToPath(new URL('../dist/samples', import.meta.url)),
}

export async function startBff(
  settings: Settings,
  log: Logger,
  files = builtFiles,
  adapters: Adapters = {},
): Promise<RunningBff> {
  const server = createServer(settings.tls)
  // The port comes first: it is in the addresses that everything below hands out.
  const port = await listen(server, settings)
  const folder = openDataFolder(settings.dataFolder)
  const addresses = addressesOf(settings, port)
  const doors: { local?: LocalDoor } = {}
  const localUrl = () => doors.local?.url ?? addresses.direct
  const rooms = await furnishRooms(
    settings,
    folder,
    { publicUrl: addresses.people.origin, localUrl, port },
    log,
    adapters,
  )
  const { ports, servers, hub } = rooms
  const { access } = ports
  const cookie = cookieKindOf(addresses.people)
  const allowedOrigins = originsOf(addresses.people, { ...addresses.listening, port })
  const whoCalls = createWhoCalls({ access, cookie, allowedOrigins })
  const engine = { isRunning: false }
  const needs = {
    rooms,
    whoCalls,
    cookie,
    files,
    log,
    fleet: settings.fleet,
    isSupervised: settings.isSupervised,
    publicUrl: addresses.people,
    isBehindProxy: settings.publicUrl !== undefined,
  }
  const webApp = createWebApp({ ...needs, isEngineRunning: () => engine.isRunning })
  serve(server, webApp)
  const onFault = (error: unknown) => log.error({ err: error }, 'a fault beside a request')
  const upgrades = serveUpgrades(server, [liveGate({ hub, whoCalls, ports, onFault }), agentsGate(servers, cookie)])
  const needsDoor = settings.tls !== undefined && (settings.fleet > 0 || settings.isSupervised)
  if (needsDoor) doors.local = await openLocalDoor(folder.run, webApp)
  const localUpgrades = doors.local && serveUpgrades(doors.local.server, [agentsGate(servers, cookie)])

  await rooms.start()
  engine.isRunning = true
  if (settings.demo) await laySamples(ports, files.samples)
  await rooms.localHosts.enrolFleet(settings.fleet)
  rooms.bringBackHosts().catch(onFault)
  const { link, notMade } = await access.ensureFirstAdministrator(settings.admin ?? {})
  if (notMade !== undefined) log.warn(notMade)
  const run = runFiles(folder.run)
  run.write(addresses.people.origin, addresses.direct, link && `${addresses.people.origin}/sign-in?link=${link}`)
  log.info({ url: addresses.people.origin, data: folder.path }, 'listening')

  return {
    url: addresses.people.origin,
    rooms,
    async close() {
      engine.isRunning = false
      run.remove()
      const closed = new Promise((resolve) => server.close(resolve))
      upgrades.close()
      localUpgrades?.close()
      doors.local?.close()
      server.closeIdleConnections()
      await rooms.close()
      server.closeAllConnections()
      await closed
    },
  }
}

/** People may come through a proxy; the supervisor and local hosts come straight. */
function addressesOf({ host, tls, publicUrl }: Settings, port: number) {
  const protocol = tls === undefined ? 'http:' : 'https:'
  const shown = isLoopback(host) ? host : 'localhost'
  const direct = `${protocol}//${shown.includes(':') ? `[${shown}]` : shown}:${port}`
  const people = publicUrl ?? new URL(direct)
  return { people, direct, listening: { protocol, host } }
}
