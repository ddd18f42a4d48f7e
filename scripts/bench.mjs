/**
 * `npm run bench`: every `bench/*.bench.ts`, one after the other and each in a process of its own. Prints each figure
 * beside its baseline from the same run, writes them to `bench/results/`, and fails when one is over its budget.
 * Names on the command line choose: `npm run bench -- idle-host`. `--web` (`npm run bench:web`): those in a browser, `bench/web`.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { requireNode } from './node-version.mjs'

requireNode()
const { root, runAloud } = await import('./run.mjs')

const isWeb = process.argv.includes('--web')
const folder = `${root}bench${isWeb ? '/web' : ''}`
const chosen = process.argv.slice(2).filter((word) => word !== '--web')
const all = readdirSync(folder)
  .filter((file) => file.endsWith('.bench.ts'))
  .map((file) => file.replace('.bench.ts', ''))
  .toSorted()
const unknown = chosen.filter((name) => !all.includes(name))
if (unknown.length > 0) {
  console.error(`There is no benchmark ${unknown.join(', ')}. There are: ${all.join(', ')}.`)
  process.exit(1)
}
const names = chosen.length === 0 ? all : all.filter((name) => chosen.includes(name))

const { setUp } = await import('./set-up.mjs')
await setUp()
if (isWeb) process.env.CHROMIUM_PATH ??= (await (await import('./chromium.mjs')).findChromium()) ?? ''
const results = `${root}bench/results`
mkdirSync(results, { recursive: true })

const rows = []
for (const name of names) {
  const figures = await measure(name)
  if (figures === undefined) process.exitCode = 1
  rows.push(...(figures ?? []))
}
if (rows.length === 0 || rows.some((figure) => !figure.within)) process.exitCode = 1
printTable(rows)

async function measure(name) {
  console.log(`Measuring ${name}…`)
  const out = `${results}/${name}.json`
  rmSync(out, { force: true })
  const code = await runAloud(process.execPath, [
    '--import',
    'tsx',
    'scripts/measure.mjs',
    `${folder}/${name}.bench.ts`,
    out,
  ])
  return code === 0 && existsSync(out) ? JSON.parse(readFileSync(out, 'utf8')) : undefined
}

function printTable(figures) {
  const lines = figures.map((figure) => [
    figure.within ? '✓' : '✗',
    figure.name,
    `${round(figure.value)} ${figure.unit}`,
    figure.budget,
    `${figure.baseline.name}: ${round(figure.baseline.value)} ${figure.unit}`,
  ])
  const table = [['', 'figure', 'value', 'budget', 'baseline'], ...lines]
  const widths = table[0].map((_, column) => Math.max(...table.map((line) => line[column].length)))
  for (const line of table)
    console.log(
      line
        .map((cell, column) => cell.padEnd(widths[column]))
        .join('  ')
        .trimEnd(),
    )
}

/** Three digits that count. */
function round(value) {
  return value >= 100 ? Math.round(value) : Number(value.toPrecision(3))
}
