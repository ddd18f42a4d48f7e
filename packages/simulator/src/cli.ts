/** `npm run simulate`: many seeds on all cores, each bundled module run as it is shipped; ends with 1 when a rule breaks. */
import { fork } from 'node:child_process'
import { rmSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import type { Told } from './cli-worker.ts'
import { buildPlanted, root } from './planted/build-planted.ts'
import { huntPlanted } from './planted/main.ts'

const help = `npm run simulate -- [options]

  --seeds N      how many seeds (1000)
  --from N       the first one (1)
  --seed N       this one alone, with its history
  --planted ...  hunts the planted bugs; words choose among them
  --help         this

A seed stands for a whole scenario: groups, hosts, deployments, what people do and what breaks. The same seed is the same
scenario and the same log, on every machine. One that breaks a rule is printed with what is left of it when everything is
left out that is not needed to break it.`

/** Seeds that break are printed as they come; after so many, something is wrong in general. */
const mostBroken = 5

interface Tally {
  seeds: number
  facts: number
  broken: number
}

process.exitCode = await main()

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      seeds: { type: 'string', default: '1000' },
      from: { type: 'string', default: '1' },
      seed: { type: 'string' },
      planted: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return say(help, 0)
  if (values.planted) return huntPlanted(positionals)
  const from = whole(values.seed ?? values.from)
  const count = values.seed === undefined ? whole(values.seeds) : 1
  if (from === undefined || count === undefined || positionals.length > 0)
    return say('Seeds are whole numbers, 1 or more: npm run simulate -- --seeds 10000. See --help.', 1)
  return simulate(from, count)
}

async function simulate(from: number, count: number): Promise<number> {
  const bundle = `${root}node_modules/.cache/simulator-${process.pid}.mjs`
  const started = performance.now()
  const tally: Tally = { seeds: 0, facts: 0, broken: 0 }
  try {
    await buildPlanted(fileURLToPath(new URL('cli-worker.ts', import.meta.url)), bundle)
    const workers = Math.min(availableParallelism(), count)
    await Promise.all(
      Array.from({ length: workers }, (_, place) => work(bundle, [from + place, from + count, workers], tally, count)),
    )
  } finally {
    rmSync(bundle, { force: true })
  }
  const seconds = (performance.now() - started) / 1000
  const rate = `${Math.round(tally.seeds / seconds)} seeds a second`
  console.log(
    `${tally.seeds} seeds, ${tally.facts} facts, ${tally.broken} broken, in ${seconds.toFixed(1)} s (${rate}).`,
  )
  return tally.broken > 0 ? 1 : 0
}

/** Resolves when the worker has ended; one that dies is an error. */
function work(bundle: string, share: readonly number[], tally: Tally, count: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = fork(bundle, share.map(String), { execArgv: ['--max-semi-space-size=64'] })
    worker.on('message', (told: Told) => {
      if (told.kind === 'done') note(told, tally, count)
      else tellBroken(told, tally)
      if (tally.broken >= mostBroken) worker.kill()
    })
    worker.on('error', reject)
    worker.on('exit', (code) =>
      code === 0 || tally.broken >= mostBroken ? resolve() : reject(new Error(`a worker ended with code ${code}`)),
    )
  })
}

function note({ seeds, facts }: Extract<Told, { kind: 'done' }>, tally: Tally, count: number): void {
  const before = Math.floor((10 * tally.seeds) / count)
  tally.seeds += seeds
  tally.facts += facts
  if (Math.floor((10 * tally.seeds) / count) > before && tally.seeds < count) console.log(`${tally.seeds} of ${count}…`)
}

function tellBroken({ seed, invariant, message, scenario, history }: Extract<Told, { kind: 'broken' }>, tally: Tally) {
  tally.broken += 1
  const lines = [
    `Seed ${seed} breaks the rule "${invariant}": ${message}`,
    `Again: npm run simulate -- --seed ${seed}`,
    'What is left of its scenario:',
    ...scenario.map((line) => `  ${line}`),
    'What happened:',
    ...history.map((line) => `  ${line}`),
  ]
  console.log(lines.join('\n'))
}

function whole(text: string): number | undefined {
  return /^[1-9]\d{0,9}$/.test(text) ? Number(text) : undefined
}

function say(text: string, code: number): number {
  console.log(text)
  return code
}
