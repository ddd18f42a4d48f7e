/** The real process, started as the supervisor starts it, and the BFF's own client for it. */
import { embeddedClient, type LoadBalancerPort, loadBalancers, wireNameOf } from '@sluice/load-balancers'
import { BalancerHealth, balancerSocketPath, paths } from '@sluice/load-balancers/embedded-wire'
import {
  type DesiredBalancer,
  type DesiredMember,
  firstAccountId,
  HealthCheck,
  type ObservedBalancer,
  type ObservedMember,
} from '@sluice/model'
import { build } from 'esbuild'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { freePorts } from './free-ports.ts'

let built: Promise<Uint8Array> | undefined

/** As `build.mjs` does, once for all of a test file. */
async function buildBalancer(): Promise<Uint8Array> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('../main.ts', import.meta.url))],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    banner: {
      js: 'import { createRequire as makeRequire } from "node:module"\nconst require = makeRequire(import.meta.url)',
    },
    logLevel: 'error',
  })
  return outputFiles[0]?.contents ?? new Uint8Array()
}

export type Running = Awaited<ReturnType<typeof startBalancer>>

/** `folder` is below the data folder's own: a long name, say. */
export async function startBalancer({ folder = '', name: balancerName = 'web' } = {}) {
  const root = mkdtempSync(join(tmpdir(), 'sluice-balancer-'))
  const script = join(root, 'balancer.mjs')
  writeFileSync(script, await (built ??= buildBalancer()))
  const data = join(root, 'data', folder)
  const socketPath = balancerSocketPath(data)
  mkdirSync(dirname(socketPath), { recursive: true })
  const [production = 0, test = 0] = await freePorts(2)
  const port: LoadBalancerPort = embedded(socketPath, balancerName)
  let generation = 0
  let child = await start()

  async function start(): Promise<ChildProcess> {
    const started = spawn(process.execPath, [script], {
      env: { SLUICE_DATA: data },
      stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
    })
    started.stderr?.resume()
    await eventually(() => isAnswering(started))
    return started
  }

  /** Asked anew each time: whatever listened before is gone. */
  async function isAnswering(started: ChildProcess): Promise<boolean> {
    if (started.exitCode !== null) throw new Error(`the balancer ended with ${started.exitCode}`)
    const client = embeddedClient(socketPath)
    const health = await client.ask('GET', paths.health, BalancerHealth).catch(() => undefined)
    await client.close()
    return health !== undefined
  }

  async function end(signal: NodeJS.Signals): Promise<void> {
    const ended = once(child, 'exit')
    child.kill(signal)
    await ended
  }

  const running = {
    data,
    port,
    socketPath,
    /** As the process and its files call it. */
    wireName: wireNameOf(accountId, balancerName),
    production: `http://127.0.0.1:${production}`,
    test: `http://127.0.0.1:${test}`,
    productionPort: production,
    testPort: test,
    desired: (members: DesiredMember[], change: Partial<DesiredBalancer> = {}): DesiredBalancer => ({
      name: balancerName,
      generation: ++generation,
      listeners: { production, test },
      healthCheck: {
        path: '/health',
        intervalSeconds: 0.1,
        timeoutSeconds: 2,
        healthyThreshold: 1,
        unhealthyThreshold: 1,
        matcher: '200',
      },
      drainSeconds: 60,
      targetGroups: [{ name: 'storefront', members }],
      ...change,
    }),
    /** Answers when it was acknowledged, ms since the epoch. */
    async apply(members: DesiredMember[], change: Partial<DesiredBalancer> = {}): Promise<number> {
      await port.apply(running.desired(members, change))
      return Date.now()
    },
    /** Waits until what is observed is so, and answers it. */
    async until(isSo: (observed: ObservedBalancer) => boolean): Promise<ObservedBalancer> {
      for (;;) {
        const observed = await port.observe().catch(() => undefined)
        if (observed && isSo(observed)) return observed
        await pause(10)
      }
    },
    untilAll: (state: ObservedMember['health']['state']) =>
      running.until((observed) => membersOf(observed).every((member) => member.health.state === state)),
    untilDrained: (...names: string[]) =>
      running.until((observed) =>
        membersOf(observed).every((member) => !names.includes(member.targetId) || member.open === 0),
      ),
    child: () => child,
    kill: () => end('SIGKILL'),
    async restart(): Promise<void> {
      child = await start()
    },
    async remove(): Promise<void> {
      if (child.exitCode === null && child.signalCode === null) await end('SIGKILL')
      rmSync(root, { recursive: true, force: true })
    },
  }
  return running
}

export const accountId = firstAccountId

/** As the BFF makes it, from the row of the balancer that people set. */
export function embedded(socketPath: string, name: string): LoadBalancerPort {
  return loadBalancers.embedded(
    {
      accountId,
      name,
      kind: 'embedded',
      listeners: { production: 1 },
      healthCheck: HealthCheck.parse({}),
      drainSeconds: 0,
      createTime: new Date(0).toISOString(),
      createdBy: 'a test',
    },
    { socketPath },
  )
}

export function membersOf(observed: ObservedBalancer): ObservedMember[] {
  return observed.targetGroups.flatMap((group) => group.members)
}

/** The test's own time limit is the limit. */
export async function eventually(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await pause(10)
}
