/**
 * One installation: its children, and the verbs that change them. Knows the kinds of children there are; a new kind is
 * one more spec here.
 */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { balancerEnvironment, bffEnvironment } from './clean-environment.ts'
import { RefusedVerb, type Verbs } from './control-socket.ts'
import type { DataFolder } from './data-folder.ts'
import { endHostProcesses } from './end-host-processes.ts'
import { addressOf, localHostSpec, makeHome, markOf, numberOfLocalHost } from './local-host.ts'
import type { LocalHostUser } from './local-host-user.ts'
import type { RunFolder } from './run-folder.ts'
import { type ChildSpec, superviseChild, type SupervisedChild, type Watcher } from './supervised-child.ts'

/** Names the installation in the environment of its servers, so that one left behind is recognised. */
export const supervisedMark = 'SLUICE_SUPERVISED_FROM'

/** Running events get 3 s to end; the rest is for ending what they started and for saying so. */
export const childGraceMilliseconds = 4_000
const applicationGraceMilliseconds = 2_000

/** Users wait while it is down. */
const balancerDelayMilliseconds = 25

export type Scripts = { balancer: string; bff: string; agent: string }

export type InstallationNeeds = {
  scripts: Scripts
  data: DataFolder
  run: RunFolder
  port: number
  /** Whom local hosts run as. */
  user(): LocalHostUser
  environment: NodeJS.ProcessEnv
  watcher: Watcher
}

export type BalancerNeeds = {
  scripts: Pick<Scripts, 'balancer'>
  data: DataFolder
  environment: NodeJS.ProcessEnv
}

export type Installation = Verbs & {
  /** The balancer first: what was served before is served again before anybody decides anything. */
  startServers(): void
  endEverything(): Promise<void>
}

export function installation(needs: InstallationNeeds): Installation {
  const children = new Map<string, SupervisedChild>()

  function keepAlive(spec: ChildSpec): SupervisedChild {
    const child = superviseChild(spec, needs.run, needs.watcher)
    children.set(spec.name, child)
    return child
  }

  async function startLocalHost(name: string, number: number): Promise<SupervisedChild> {
    const home = join(needs.data.fleet, name)
    const user = needs.user()
    makeHome(home, user)
    const address = await addressOf(needs.port, number, home)
    const { environment, scripts } = needs
    return (
      children.get(name) ??
      keepAlive(localHostSpec({ name, home, address, user, environment, agentScript: scripts.agent }))
    )
  }

  return {
    startServers() {
      keepAlive(balancerSpec(needs))
      keepAlive(bffSpec(needs))
    },
    async ensure(name) {
      const child = children.get(name) ?? (await startLocalHost(name, knownNumber(name)))
      return child.report()
    },
    async stop(name) {
      knownNumber(name)
      const child = children.get(name)
      children.delete(name)
      await child?.stop(childGraceMilliseconds)
      await endHostProcesses([markOf(needs.data.fleet, name)], applicationGraceMilliseconds)
    },
    list: () => [...children.values()].map((child) => child.report()),
    async endEverything() {
      await Promise.all([...children.values()].map((child) => child.stop(childGraceMilliseconds)))
      await endFleet(needs.data, applicationGraceMilliseconds)
    },
  }
}

/** Everything on every host that ever had a folder here. */
export function endFleet(data: DataFolder, graceMilliseconds: number): Promise<number> {
  return endHostProcesses(
    readdirSync(data.fleet).map((name) => markOf(data.fleet, name)),
    graceMilliseconds,
  )
}

export function balancerSpec({ scripts, data, environment }: BalancerNeeds): ChildSpec {
  return {
    name: 'balancer',
    script: scripts.balancer,
    arguments: [],
    environment: { ...balancerEnvironment(environment, data.path), [supervisedMark]: data.run },
    workingFolder: data.path,
    user: undefined,
    umask: 0o077,
    firstDelayMilliseconds: balancerDelayMilliseconds,
  }
}

function bffSpec({ scripts, data, environment }: InstallationNeeds): ChildSpec {
  return {
    name: 'bff',
    script: scripts.bff,
    arguments: [],
    environment: { ...bffEnvironment(environment), SLUICE_DATA: data.path, [supervisedMark]: data.run },
    // Relative paths in settings mean what they meant to the person who typed them.
    workingFolder: process.cwd(),
    user: undefined,
    umask: 0o077,
  }
}

function knownNumber(name: string): number {
  const number = numberOfLocalHost(name)
  if (number === undefined) throw new RefusedVerb(`"${name}" is no local host: they are called local-1 to local-244.`)
  return number
}
