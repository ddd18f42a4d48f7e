/**
 * Lifecycle events a second, each granted and reported by two signals through the conductor and kept by SQLite with
 * `synchronous = FULL`: ten deployments of a hundred hosts at once. Beside it: the same stored bytes written raw, in
 * transactions of 100 rows. And how long a host waits for its hook at a thousand events a second (hooks of a second on a
 * thousand hosts, deployments begun one after the other): from the commit that made its event due to the moment it is told "run".
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { setTimeout as pause } from 'node:timers/promises'
import { createConductor, type Conductor } from '@sluice/conductor'
import { isRefusal, isTerminal, type Command, type DeploymentSignal } from '@sluice/model'
import { openSqliteStore, type Store } from '@sluice/store'
import { aDeploymentSpec, hostNames } from '@sluice/testkit'
import Database from 'better-sqlite3'
import { type Figure, spread } from './figure.ts'

const deployments = 10
const hostsEach = 100
const eventsEach = 7
const rounds = 3
const aLifecycleEvent = 'a durable lifecycle event (grant and report)'
const diagnostics = { errorCode: 'Success', scriptName: '', message: 'Succeeded', logTail: '' } as const

interface Run {
  perSecond: number
  /** Milliseconds from the commit that made an event due to the answer that its hook may start. */
  toHookStart: number[]
  /** What was stored, for the baseline. */
  bodies: string[]
}

export async function measure(): Promise<Figure[]> {
  const runs: Run[] = []
  for (let round = 0; round < rounds; round += 1) runs.push(await aRun(noHook))
  const paced = await aRun({ milliseconds: 1000, between: 100 })
  const raw = spread(runs.map(({ bodies }) => rawRowsPerSecond(bodies)))
  const perSecond = spread(runs.map((run) => run.perSecond)).median
  const waits = paced.toHookStart.toSorted((a, b) => a - b)
  const at = (share: number) => waits[Math.floor(waits.length * share)] ?? Number.NaN
  return [
    {
      name: `${aLifecycleEvent}, a second`,
      value: perSecond,
      unit: '1/s',
      baseline: { name: 'the same events written raw, in batches of 100', value: raw.median },
      budget: 'at least 5,000/s',
      within: perSecond >= 5000,
    },
    {
      name: `commit to hook start at ${Math.round(paced.perSecond).toLocaleString('en-GB')} events a second, p99`,
      value: at(0.99),
      unit: 'ms',
      baseline: { name: 'its median', value: at(0.5) },
      budget: 'at most 100 ms',
      within: at(0.99) <= 100,
    },
  ]
}

/** How long a hook takes, and how long after each other the deployments begin, in milliseconds. */
interface Pace {
  milliseconds: number
  between: number
}
const noHook: Pace = { milliseconds: 0, between: 0 }

async function aRun(pace: Pace): Promise<Run> {
  const folder = mkdtempSync(join(tmpdir(), 'sluice-bench-'))
  const store = openSqliteStore(join(folder, 'sluice.db'))
  const hosts = obedient(pace)
  const conductor = createConductor({ store, clock: Date, sink: { dispatch: hosts.dispatch } })
  hosts.open(conductor)
  try {
    const begin = performance.now()
    const ids = Array.from({ length: deployments }, (_, index) => idOf(index))
    const end = ended(conductor, ids)
    for (const id of ids) {
      await create(conductor, id)
      if (pace.between > 0) await pause(pace.between)
    }
    await end
    const seconds = (performance.now() - begin) / 1000
    if (hosts.ran() !== deployments * hostsEach * eventsEach) throw new Error(`${hosts.ran()} events were run`)
    return { perSecond: hosts.ran() / seconds, toHookStart: hosts.waits, bodies: await storedBodies(store, ids) }
  } finally {
    await conductor.stop()
    await store.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Hosts without scripts: each command is asked for, and reported when its hook would have ended. */
function obedient({ milliseconds }: Pace) {
  const waits: number[] = []
  let conductor: Conductor | undefined
  let ran = 0
  const submit = async (signal: DeploymentSignal): Promise<void> => {
    const answer = await conductor?.submit(signal)
    if (answer === undefined || isRefusal(answer)) throw new Error(`refused: ${answer?.message ?? 'no conductor'}`)
  }
  const run = async ({ id, deploymentId }: Command, dueAt: number): Promise<void> => {
    const address = { to: 'deployment', groupId: groupOf(deploymentId), deploymentId } as const
    await submit({ ...address, kind: 'grantAsked', commandId: id })
    waits.push(performance.now() - dueAt)
    ran += 1
    if (milliseconds > 0) await pause(milliseconds)
    await submit({ ...address, kind: 'reported', commandId: id, status: 'Succeeded', diagnostics })
  }
  return {
    waits,
    ran: () => ran,
    open: (opened: Conductor) => (conductor = opened),
    dispatch: (commands: readonly Command[]) => {
      const dueAt = performance.now()
      for (const command of commands) if (command.kind === 'runLifecycleEvent') void run(command, dueAt)
    },
  }
}

const idOf = (index: number): string => `d-BENCH000${index}`
const groupOf = (deploymentId: string): string => `00000000-0000-4000-8000-00000000000${deploymentId.at(-1)}`

async function create(conductor: Conductor, deploymentId: string): Promise<void> {
  const groupId = groupOf(deploymentId)
  const spec = aDeploymentSpec({
    deploymentId,
    deploymentGroupId: groupId,
    targets: hostNames(hostsEach),
    minimumHealthyHosts: { type: 'HOST_COUNT', value: 0 },
  })
  const answer = await conductor.submit({ to: 'group', groupId, kind: 'createDeployment', spec })
  if (isRefusal(answer)) throw new Error(answer.message)
}

function ended(conductor: Conductor, ids: readonly string[]): Promise<void> {
  const open = new Set(ids)
  return new Promise((resolve) => {
    conductor.onCommitted((committed) => {
      for (const { deploymentId, status } of committed.deployments) if (isTerminal(status)) open.delete(deploymentId)
      if (open.size === 0) resolve()
    })
  })
}

async function storedBodies(store: Store, ids: readonly string[]): Promise<string[]> {
  const events = await Promise.all(ids.map((id) => store.loadEvents(`deployment:${id}`, 0)))
  return events.flat().map((event) => JSON.stringify(event))
}

/** What the disk and SQLite can do without us: per lifecycle event as many rows as we keep for it. */
function rawRowsPerSecond(bodies: readonly string[]): number {
  const folder = mkdtempSync(join(tmpdir(), 'sluice-bench-'))
  const database = new Database(join(folder, 'raw.db'))
  try {
    database.pragma('journal_mode = WAL')
    database.pragma('synchronous = FULL')
    database.exec('CREATE TABLE events (number INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT')
    const insert = database.prepare('INSERT INTO events (body) VALUES (?)')
    const begin = performance.now()
    for (let from = 0; from < bodies.length; from += 100)
      database.transaction(() => bodies.slice(from, from + 100).forEach((body) => insert.run(body)))()
    return (deployments * hostsEach * eventsEach * 1000) / (performance.now() - begin)
  } finally {
    database.close()
    rmSync(folder, { recursive: true, force: true })
  }
}
