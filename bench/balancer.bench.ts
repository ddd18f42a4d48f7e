/**
 * The embedded balancer beside a direct connection to the same host in the same run: throughput at full load, latency at a load that
 * both carry. And how long users wait after `kill -9`, with the restart policy of the supervisor. Real processes, real sockets.
 */
import autocannon from 'autocannon'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { membersOf, embedded } from '../apps/balancer/src/testing/a-balancer.ts'
import { freePorts } from '../apps/balancer/src/testing/free-ports.ts'
import { openDataFolder } from '../apps/supervisor/src/data-folder.ts'
import { balancerSpec } from '../apps/supervisor/src/installation.ts'
import { runFolder } from '../apps/supervisor/src/run-folder.ts'
import { superviseChild } from '../apps/supervisor/src/supervised-child.ts'
import { balancerSocketPath } from '../packages/load-balancers/src/embedded/wire.ts'
import { type Figure, spread } from './figure.ts'

const rounds = 3
const secondsPerRound = 4
const connections = 32
/** Requests per second that are no strain. */
const calmRate = 500
const kills = 7
const bundle = fileURLToPath(new URL('../apps/balancer/dist/balancer.mjs', import.meta.url))

type Place = { direct: string; through: string; folder: string }

export async function measure(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'sluice-bench-'))
  const [hostPort = 0, production = 0] = await freePorts(2)
  const host = await startHost(hostPort)
  const data = openDataFolder(folder)
  const spec = balancerSpec({ scripts: { balancer: bundle }, data, environment: {} })
  const child = superviseChild(spec, runFolder(data.run), { mayRestart: () => true, say: () => undefined })
  try {
    await register(folder, hostPort, production)
    const place = { direct: `http://127.0.0.1:${hostPort}/`, through: `http://127.0.0.1:${production}/`, folder }
    return [...(await throughput(place)), ...(await latency(place)), await comeback(place)]
  } finally {
    await child.stop(4_000)
    host.kill('SIGKILL')
    rmSync(folder, { recursive: true, force: true })
  }
}

/** An application of a few bytes, in a process of its own. */
async function startHost(port: number): Promise<ChildProcess> {
  const script = `require('http').createServer((_, answer) => answer.end('hello')).listen(${port}, '127.0.0.1', () => console.log('on'))`
  const host = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] })
  if (host.stdout) await once(host.stdout, 'data')
  return host
}

async function register(folder: string, hostPort: number, production: number): Promise<void> {
  const balancer = embedded(balancerSocketPath(folder), 'bench')
  const desired = {
    name: 'bench',
    generation: 1,
    listeners: { production },
    healthCheck: {
      path: '/',
      intervalSeconds: 2,
      timeoutSeconds: 2,
      healthyThreshold: 2,
      unhealthyThreshold: 2,
      matcher: '200',
    },
    drainSeconds: 5,
    targetGroups: [
      {
        name: 'bench',
        members: [
          { targetId: 'host', address: '127.0.0.1', port: hostPort, weight: 1, traffic: 'production' as const },
        ],
      },
    ],
  }
  for (;;) {
    await balancer.apply(desired).catch(() => undefined)
    const observed = await balancer.observe().catch(() => undefined)
    if (observed && membersOf(observed).every((member) => member.health.state === 'healthy')) return
    await pause(50)
  }
}

async function throughput(place: Place): Promise<Figure[]> {
  const measured = await alternately(place, { connections })
  const [direct, through] = middle(measured, (result) => result.requests.average)
  return [
    {
      name: `requests a second through the balancer, ${connections} connections`,
      value: through,
      unit: '/s',
      baseline: { name: 'direct', value: direct },
      budget: 'at least 1500 /s',
      within: through >= 1_500,
    },
  ]
}

async function latency(place: Place): Promise<Figure[]> {
  const measured = await alternately(place, { connections: 8, overallRate: calmRate })
  const figure = (name: 'p50' | 'p99', mostMore: number): Figure => {
    const [direct, through] = middle(measured, (result) => result.latency[name])
    return {
      name: `${name} through the balancer at ${calmRate} requests a second`,
      value: through,
      unit: 'ms',
      baseline: { name: 'direct', value: direct },
      budget: `at most ${mostMore} ms more`,
      within: through - direct <= mostMore,
    }
  }
  return [figure('p50', 2), figure('p99', 20)]
}

type Measured = Record<'direct' | 'through', autocannon.Result[]>

/** The first round warms both up and is not counted. */
async function alternately(place: Place, load: { connections: number; overallRate?: number }): Promise<Measured> {
  const measured: Measured = { direct: [], through: [] }
  for (let round = 0; round <= rounds; round++) {
    for (const way of ['direct', 'through'] as const) {
      const result = await autocannon({ url: place[way], ...load, duration: round === 0 ? 2 : secondsPerRound })
      if (result.non2xx + result.errors > 0) throw new Error(`${way}: ${result.non2xx + result.errors} failed`)
      if (round > 0) measured[way].push(result)
    }
  }
  return measured
}

function middle(measured: Measured, valueOf: (result: autocannon.Result) => number): [number, number] {
  return [spread(measured.direct.map(valueOf)).median, spread(measured.through.map(valueOf)).median]
}

/** One user who asks again every 5 ms. The longest of some waits counts, not the middle one. */
async function comeback({ folder, through, direct }: Place): Promise<Figure> {
  const waits: number[] = []
  for (let round = 0; round < kills; round++) {
    // So long that the supervisor trusts it again: each kill is a first death.
    await pause(10_500)
    process.kill(Number(readFileSync(join(folder, 'run', 'balancer.pid'), 'utf8')), 'SIGKILL')
    const killedAt = performance.now()
    while (!(await isServed(through))) await pause(5)
    waits.push((performance.now() - killedAt) / 1000)
  }
  const askedAt = performance.now()
  await isServed(direct)
  const one = (performance.now() - askedAt) / 1000
  const { max } = spread(waits)
  return {
    name: `from kill -9 to the first request that is served, longest of ${kills}`,
    value: max,
    unit: 's',
    baseline: { name: 'one direct request', value: one },
    budget: 'at most 1 s',
    within: max <= 1,
  }
}

/** On a connection of its own: an old one may still answer from the process that is being killed. */
function isServed(url: string): Promise<boolean> {
  return new Promise((resolve) => {
    request(url, { agent: new Agent() }, (response) => {
      response.resume().on('close', () => resolve(response.statusCode === 200))
    })
      .on('error', () => resolve(false))
      .end()
  })
}
