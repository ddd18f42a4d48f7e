/** A local host: a folder, an address and an agent that behave like a machine of their own. */
import { chownSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { spawnSync } from 'node:child_process'
import { dirname, join } from 'node:path'
import { localHostEnvironment } from './clean-environment.ts'
import type { HostMark } from './end-host-processes.ts'
import type { LocalHostUser } from './local-host-user.ts'
import type { ChildSpec } from './supervised-child.ts'

export type HostAddress = { address: string; port: number }

/** `local-1` to `local-244`; undefined for any other name. */
export function numberOfLocalHost(name: string): number | undefined {
  const number = Number(/^local-([1-9]\d{0,2})$/.exec(name)?.[1])
  return number <= 244 ? number : undefined
}

/** The product's own port is in the address, so that two products on one machine never meet. */
export function linuxAddress(productPort: number, number: number): HostAddress {
  return { address: `127.${productPort >> 8}.${productPort & 255}.${10 + number}`, port: 8080 }
}

/** Only Linux answers on all of 127.0.0.0/8; elsewhere a host keeps the free port it got the first time. */
export async function addressOf(productPort: number, number: number, home: string): Promise<HostAddress> {
  if (process.platform === 'linux') return linuxAddress(productPort, number)
  const kept = join(home, 'port')
  if (!existsSync(kept)) writeFileSync(kept, String(await freePort()))
  return { address: '127.0.0.1', port: Number(readFileSync(kept, 'utf8')) }
}

export function markOf(fleetFolder: string, name: string): HostMark {
  return { name, root: join(fleetFolder, name, 'root') }
}

/** Makes the host's folder, which belongs to the host's user and is closed to everyone else. */
export function makeHome(home: string, user: LocalHostUser): void {
  mkdirSync(join(home, 'root'), { recursive: true, mode: 0o755 })
  if (user === undefined || statSync(home).uid === user.uid) return
  chownSync(home, user.uid, user.gid)
  spawnSync('chown', ['-R', '-h', `${user.uid}:${user.gid}`, home])
}

export type LocalHostNeeds = {
  name: string
  home: string
  agentScript: string
  address: HostAddress
  user: LocalHostUser
  environment: NodeJS.ProcessEnv
}

export function localHostSpec(needs: LocalHostNeeds): ChildSpec {
  const host = {
    SLUICE_HOST_NAME: needs.name,
    SLUICE_HOST_ROOT: join(needs.home, 'root'),
    SLUICE_HOST_ADDRESS: needs.address.address,
    PORT: String(needs.address.port),
    ...(needs.user === undefined ? {} : { HOME: needs.home }),
  }
  return {
    name: needs.name,
    script: needs.agentScript,
    arguments: ['run', '--home', needs.home],
    environment: localHostEnvironment(needs.environment, dirname(process.execPath), host),
    workingFolder: needs.home,
    user: needs.user,
    umask: 0o022,
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
