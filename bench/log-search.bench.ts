/**
 * A search over a million stored lines of forty hosts, beside `grep` over the same files in the same run: the first page of hits, the
 * exact count, and how long the event loop of the server was kept from its other work meanwhile.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay, performance } from 'node:perf_hooks'
import { setTimeout as pause } from 'node:timers/promises'
import { createLogs, type LogSearch, type LogSearchPage, type Logs } from '../packages/logs/src/index.ts'
import { type Figure, spread } from './figure.ts'

const lines = 1_000_000
const hosts = 40
const batch = 5000
const rounds = 5
const deploymentId = 'd-BENCH0001'
/** Every 520th line. */
const needle = 'connection refused'

export async function measure(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'sluice-bench-'))
  try {
    const logs = createLogs(folder)
    await fill(logs)
    return await figures(logs, folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function fill(logs: Logs): Promise<void> {
  for (let from = 0; from < lines; from += batch) {
    const host = (from / batch) % hosts
    const firstLine = Math.floor(from / batch / hosts) * batch + 1
    await logs.append({
      commandId: `${deploymentId}/web-${host}/AfterInstall/1`,
      firstLine,
      lines: Array.from({ length: batch }, (_, at) => ({
        at: 1_790_000_000_000 + from + at,
        script: 'scripts/migrate.sh',
        stream: 'stdout' as const,
        text: textOf(from + at),
      })),
    })
  }
}

const textOf = (at: number): string =>
  at % 520 === 0
    ? `worker ${at % 16}: ${needle} by db-${at % 3}, attempt ${at % 5}`
    : `worker ${at % 16}: migrated row ${at} of table orders in ${at % 900} ms`

async function figures(logs: Logs, folder: string): Promise<Figure[]> {
  const grep = spread(times(() => grepped(folder))).median
  const expected = grepped(folder)
  const loop = monitorEventLoopDelay({ resolution: 1 })
  // The first search starts the threads, as the first one after a start of the server does.
  await search(logs, { text: needle, counts: false, limit: 100 })
  loop.enable()
  await pause(1000)
  const idle = loop.max / 1e6
  loop.reset()
  const firstHit = await median(() => search(logs, { text: needle, counts: false, limit: 100 }))
  const count = await median(() => counted(logs, { text: needle }, expected))
  const regex = await median(() =>
    counted(logs, { text: String.raw`connection (refused|reset) by db-\d`, isRegex: true }, expected),
  )
  loop.disable()
  const delay = loop.max / 1e6
  const baseline = { name: 'grep -ic over the same files', value: grep }
  return [
    figure('first page of 100 hits in 1,000,000 lines', firstHit, 300, baseline),
    figure('exact count of a text in 1,000,000 lines', count, 1500, baseline),
    figure('exact count of an expression in 1,000,000 lines', regex, 1500, baseline),
    figure('longest time that the event loop waited meanwhile', delay, 20, { name: 'without a search', value: idle }),
  ]
}

const figure = (name: string, value: number, most: number, baseline: Figure['baseline']): Figure => ({
  name,
  value,
  unit: 'ms',
  baseline,
  budget: `at most ${most} ms`,
  within: value <= most,
})

function grepped(folder: string): number {
  const out = execFileSync('sh', [
    '-c',
    `cat "$1"/main/*.ndjson | grep -ic "$2"`,
    'sh',
    join(folder, deploymentId),
    needle,
  ])
  return Number(String(out))
}

function times(act: () => unknown): number[] {
  return Array.from({ length: rounds }, () => {
    const from = performance.now()
    act()
    return performance.now() - from
  })
}

async function median(act: () => Promise<unknown>): Promise<number> {
  const measured: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    const from = performance.now()
    await act()
    measured.push(performance.now() - from)
  }
  return spread(measured).median
}

async function counted(logs: Logs, wanted: Partial<LogSearch>, expected: number): Promise<void> {
  const { counts } = await search(logs, { ...wanted, counts: true, limit: 0 })
  const total = counts.reduce((sum, one) => sum + one.lines, 0)
  if (total !== expected) throw new Error(`${total} lines were counted, grep says ${expected}`)
}

async function search(logs: Logs, wanted: Partial<LogSearch>): Promise<LogSearchPage> {
  const everything = { text: '', isRegex: false, isCaseSensitive: false, afterSeq: 0, limit: 100, counts: true }
  const answer = await logs.search(deploymentId, { ...everything, ...wanted })
  if (!('hits' in answer)) throw new Error(JSON.stringify(answer))
  return answer
}
