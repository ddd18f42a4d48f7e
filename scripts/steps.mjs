/** The steps of `npm run check` and `npm test`. Each answers how much passed, failed and was skipped. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findChromium } from './chromium.mjs'
import { binary, root, runAloud, runQuietly } from './run.mjs'

/** Folders with TypeScript that are no workspace. */
const typedFolders = ['scripts', 'bench', 'examples/storefront']

export const types = () => one('types', typesAreGood)
export const lint = () => one('lint', () => quietly('oxlint', ['--deny-warnings']))
export const format = () => one('format', () => quietly('prettier', ['--check', '--log-level=warn', '.']))
export const boundaries = () => one('boundaries', boundariesAreKept)
export const unusedCode = () => one('unused code', () => quietly('knip', []))

async function typesAreGood() {
  const workspaces = await quietly('turbo', ['run', 'types', '--output-logs=errors-only', '--continue'])
  const folders = typedFolders.filter((folder) => existsSync(join(root, folder, 'tsconfig.json')))
  const others = await Promise.all(folders.map((folder) => quietly('tsc', ['-p', folder])))
  return together([workspaces, ...others])
}

/** Without its parser dependency-cruiser finds nothing wrong in nothing: it must have seen the rooms. */
async function boundariesAreKept() {
  const answer = await runQuietly('Looking at imports', process.execPath, cruise('packages', 'apps', 'e2e'))
  const modules = Number(/(\d+) modules/.exec(answer.words)?.[1] ?? 0)
  return modules > 0 ? answer : { isGood: false, words: `${answer.words}\nIt saw no module at all.` }
}

/** The arguments with which Node runs dependency-cruiser over some folders. */
export function cruise(...folders) {
  const tool = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs')
  return [
    '--import',
    join(root, 'scripts/parse-tsx.mjs'),
    tool,
    '--config',
    join(root, '.dependency-cruiser.mjs'),
    ...folders,
  ]
}

const quietly = (tool, args) => runQuietly(`Running ${tool}`, binary(tool), args)

function together(answers) {
  const bad = answers.filter((answer) => !answer.isGood)
  return { isGood: bad.length === 0, words: bad.map((answer) => answer.words).join('\n') }
}

/** A step that is one test: it holds or it does not. */
async function one(name, act) {
  const startedAt = Date.now()
  const { isGood, words } = await act()
  if (!isGood) console.log(words)
  console.log(`${isGood ? '✓' : '✗'} ${name} (${((Date.now() - startedAt) / 1000).toFixed(1)} s)`)
  return { passed: isGood ? 1 : 0, failed: isGood ? 0 : 1, skipped: 0 }
}

export async function vitest(filters, { isSlow = false } = {}) {
  return withReport(async (report) => {
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
    const env = isSlow ? { SLUICE_SLOW: '1' } : {}
    const code = await runAloud(binary('vitest'), ['run', ...filters, ...reporters], { env })
    const { numPassedTests = 0, numFailedTests = 0, numPendingTests = 0, numTodoTests = 0 } = readReport(report)
    return atLeastOneFailure(code, {
      passed: numPassedTests,
      failed: numFailedTests,
      skipped: numPendingTests + numTodoTests,
    })
  })
}

export async function stories({ isSlow = false } = {}) {
  if (!existsSync(join(root, 'e2e/playwright.config.ts'))) {
    console.log('Skipped: browser stories, because e2e/playwright.config.ts does not exist.')
    return { passed: 0, failed: 0, skipped: 1 }
  }
  const path = await findChromium()
  return withReport(async (report) => {
    const env = {
      PLAYWRIGHT_JSON_OUTPUT_FILE: report,
      ...(path ? { CHROMIUM_PATH: path } : {}),
      ...(isSlow ? { SLUICE_SLOW: '1' } : {}),
    }
    const projects = isSlow ? [] : ['--project=stories', '--project=processes']
    const code = await runAloud(binary('playwright'), ['test', '--reporter=list,json', ...projects], {
      cwd: join(root, 'e2e'),
      env,
    })
    const { expected = 0, unexpected = 0, flaky = 0, skipped = 0 } = readReport(report).stats ?? {}
    return atLeastOneFailure(code, { passed: expected + flaky, failed: unexpected, skipped })
  })
}

/** A runner that ends badly with no failed test has failed as a whole: a file that does not load, say. */
function atLeastOneFailure(code, counts) {
  return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts
}

async function withReport(act) {
  const folder = mkdtempSync(join(tmpdir(), 'sluice-report-'))
  try {
    return await act(join(folder, 'report.json'))
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function readReport(path) {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {}
}

/** Prints the closing line and sets the exit code. In CI a skipped test is a failure. */
export function close(results) {
  const sum = (key) => results.reduce((total, result) => total + result[key], 0)
  const [passed, failed, skipped] = ['passed', 'failed', 'skipped'].map(sum)
  process.exitCode = failed > 0 || passed === 0 || (process.env.CI && skipped > 0) ? 1 : 0
  console.log(`\n${passed} passed, ${failed} failed, ${skipped} skipped`)
}
