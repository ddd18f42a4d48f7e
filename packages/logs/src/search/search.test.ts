import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { commandId, type LifecycleEventName, type LogLine } from '@sluice/model'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { LogLimits } from '../log-query.ts'
import { createLogs, type Logs } from '../logs.ts'
import type { LogSearch, LogSearchPage } from './log-search.ts'

const deploymentId = 'd-AAAAAAAA1'
const small: LogLimits = { lineBytes: 1000, eventBytes: 16_000, segmentBytes: 3000, blockBytes: 400 }

let folder = ''
let logs: Logs
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sluice-search-'))
  logs = createLogs(folder, { limits: small, stuckSearchMs: 1000 })
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const told = new Map<string, number>()
beforeEach(() => told.clear())

interface Told {
  target?: string
  event?: LifecycleEventName
  stream?: LogLine['stream']
}

async function say(texts: string[], { target = 'web-1', event = 'Install', stream = 'stdout' }: Told = {}) {
  const id = commandId(deploymentId, target, event, 1)
  const firstLine = (told.get(id) ?? 0) + 1
  told.set(id, firstLine + texts.length - 1)
  await logs.append({
    commandId: id,
    firstLine,
    lines: texts.map((text) => ({ at: 1000, script: 'scripts/install.sh', stream, text })),
  })
}

const everything: LogSearch = {
  text: '',
  isRegex: false,
  isCaseSensitive: false,
  afterSeq: 0,
  limit: 100,
  counts: true,
}

async function found(search: Partial<LogSearch>): Promise<LogSearchPage> {
  const answer = await logs.search(deploymentId, { ...everything, ...search })
  if (!('hits' in answer)) throw new Error(JSON.stringify(answer))
  return answer
}
const textsOf = ({ hits }: LogSearchPage) => hits.map(({ line }) => line.text)
const total = ({ counts }: LogSearchPage) => counts.reduce((sum, { lines }) => sum + lines, 0)

describe('a search', () => {
  it('counts exactly over all targets and events, and pages its hits in order', async () => {
    for (let n = 1; n <= 60; n += 1) {
      await say([`one ${n}`, `connection refused ${n}`], { target: `web-${n % 3}` })
      await say([`connection ok ${n}`], { target: `web-${n % 3}`, event: 'ValidateService' })
    }
    const first = await found({ text: 'connection', limit: 50 })
    expect([total(first), first.counts.length, first.more, first.isWhole]).toEqual([120, 6, true, true])
    expect(first.counts).toContainEqual({ targetId: 'web-1', event: 'ValidateService', lines: 20 })
    const seen = [...first.hits]
    for (let more = true; more;) {
      const page = await found({ text: 'connection', limit: 50, counts: false, afterSeq: seen.at(-1)?.line.seq ?? 0 })
      seen.push(...page.hits)
      more = page.more
    }
    const seqs = seen.map(({ line }) => line.seq)
    expect(seqs).toHaveLength(120)
    expect(seqs).toEqual([...new Set(seqs)].sort((a, b) => a - b))
  })

  it('finds what the file writes otherwise than it is read: quotes, backslashes, tabs, other scripts', async () => {
    const odd = ['say "yes"', 'C:\\temp', 'a\tb', 'grün 日本', 'a/b', '(x)+[y]', '\u0007bell']
    await say(odd)
    for (const text of odd) expect(textsOf(await found({ text }))).toEqual([text])
    expect(textsOf(await found({ text: '"' }))).toEqual(['say "yes"'])
    expect(textsOf(await found({ text: '\\' }))).toEqual(['C:\\temp'])
  })

  it('reads what a terminal shows: a word that changes its colour in the middle is found', async () => {
    await say(['\u001b[31mbuild \u001b[1mfail\u001b[0med\u001b[0m', 'build failed', 'built'])
    const page = await found({ text: 'build failed' })
    expect(page.hits.map(({ ranges }) => ranges)).toEqual([[[0, 12]], [[0, 12]]])
  })

  it('looks at the text alone: not at names, events and scripts, which stand in every line of the file', async () => {
    await say(['nothing', 'an install begins'])
    expect(textsOf(await found({ text: 'install' }))).toEqual(['an install begins'])
    expect(textsOf(await found({ text: 'stdout' }))).toEqual([])
    expect(textsOf(await found({ text: '.*nothing"', isRegex: true }))).toEqual([])
  })

  it('heeds case when it is told to', async () => {
    await say(['Error', 'error'])
    expect(textsOf(await found({ text: 'error' }))).toEqual(['Error', 'error'])
    expect(textsOf(await found({ text: 'error', isCaseSensitive: true }))).toEqual(['error'])
  })

  it('takes a regular expression, and says where in a line it matches', async () => {
    await say(['exit code 0', 'exit code 17, exit code 3', 'exit'])
    const page = await found({ text: String.raw`code [1-9]\d*`, isRegex: true })
    expect(page.hits.map(({ line, ranges }) => [line.text, ranges])).toEqual([
      [
        'exit code 17, exit code 3',
        [
          [5, 12],
          [19, 25],
        ],
      ],
    ])
  })

  it('is narrowed to targets, events, streams and severities', async () => {
    await say(['x up', 'x failed'])
    await say(['x progress'], { stream: 'stderr' })
    await say(['x up'], { target: 'web-2' })
    await say(['x up'], { event: 'AfterInstall' })
    expect(total(await found({ text: 'x', targets: ['web-2'] }))).toBe(1)
    expect(total(await found({ text: 'x', events: ['Install'] }))).toBe(4)
    expect(textsOf(await found({ text: 'x', streams: ['stderr'] }))).toEqual(['x progress'])
    expect(textsOf(await found({ severities: ['error'] }))).toEqual(['x failed'])
    expect(textsOf(await found({ severities: ['error', 'warning'] }))).toEqual(['x failed', 'x progress'])
  })

  it('finds the tail of an event that printed too much, in order among the lines of others', async () => {
    for (let n = 1; n <= 300; n += 1) await say([`chatty ${n} needle`])
    await say(['last needle'], { target: 'web-2' })
    const page = await found({ text: 'needle', limit: 1000 })
    const kept = (await logs.read(deploymentId, { limit: 1000 })).lines.filter(({ text }) => text.includes('needle'))
    expect(page.hits.map(({ line }) => line)).toEqual(kept)
    expect(total(page)).toBe(kept.length)
    expect(kept.length).toBeLessThan(301)
    expect(textsOf(page).at(-1)).toBe('last needle')
  })

  it('of a deployment without lines finds nothing', async () => {
    expect(await found({ text: 'x' })).toEqual({ hits: [], more: false, counts: [], isWhole: true })
  })
})

describe('a hostile expression', () => {
  it('is ended, while others go on and the loop stays free, and the next search works', async () => {
    await say([`${'a'.repeat(40)}!`])
    let ticks = 0
    const ticking = setInterval(() => (ticks += 1), 5)
    const hostile = logs.search(deploymentId, { ...everything, text: '(a+)+$', isRegex: true })
    const page = await found({ text: 'aaa', counts: false })
    expect(page.hits).toHaveLength(1)
    expect(await hostile).toEqual({ stopped: 'too slow' })
    clearInterval(ticking)
    expect(ticks).toBeGreaterThan(10)
    expect(total(await found({ text: 'aaa' }))).toBe(1)
  })

  it('does not let a queue grow: who comes when it is full is told so', async () => {
    await say([`${'a'.repeat(40)}!`])
    const all = Array.from({ length: 30 }, (_, at) =>
      logs.search(deploymentId, { ...everything, ...(at === 0 && { text: '(a+)+$', isRegex: true }) }),
    )
    const answers = await Promise.all(all)
    expect(answers.filter((answer) => 'stopped' in answer && answer.stopped === 'busy')).toHaveLength(14)
    expect(answers.filter((answer) => 'hits' in answer)).toHaveLength(15)
  })
})

describe('a lane', () => {
  const hostile = { ...everything, text: '(a+)+$', isRegex: true }
  const stateOf = (answer: object) => ('stopped' in answer ? answer.stopped : 'hits' in answer ? 'found' : answer)
  beforeEach(() => say([`${'a'.repeat(40)}!`]))

  it('gives one reader two places, and the newest question is the one that is answered', async () => {
    const asked = ['b', 'c', 'aaa'].map((text) => logs.search(deploymentId, { ...everything, text }, { who: 'dana' }))
    const other = logs.search(deploymentId, everything, { who: 'eve' })
    expect((await Promise.all(asked)).map(stateOf)).toEqual(['found', 'busy', 'found'])
    expect(stateOf(await other)).toBe('found')
  })

  it('is left by who waits no longer', async () => {
    const left = new AbortController()
    const slow = logs.search(deploymentId, hostile)
    const waits = logs.search(deploymentId, everything, { signal: left.signal })
    left.abort()
    expect(stateOf(await waits)).toBe('busy')
    expect(stateOf(await logs.search(deploymentId, everything, { signal: left.signal }))).toBe('busy')
    expect(stateOf(await slow)).toBe('too slow')
  })

  it('ends what runs when nobody waits for it, and goes on with the next', async () => {
    for (let n = 0; n < 40; n += 1) await say([`${'a'.repeat(19)}! ${n}`])
    const left = new AbortController()
    const running = logs.search(deploymentId, hostile, { signal: left.signal })
    const next = logs.search(deploymentId, { ...everything, text: 'aaa' })
    left.abort()
    expect(['found', 'too slow', 'busy']).toContain(stateOf(await running))
    expect(stateOf(await next)).toBe('found')
  })

  it('tells an expression that cannot be tried from a fault of ours', async () => {
    const large = '()'.repeat(100_000)
    expect(await logs.search(deploymentId, { ...everything, text: large, isRegex: true })).toHaveProperty('unfit')
    const [file = ''] = readdirSync(join(folder, deploymentId, 'main')).filter((name) => name.endsWith('.ndjson'))
    rmSync(join(folder, deploymentId, 'main', file))
    mkdirSync(join(folder, deploymentId, 'main', file))
    expect(await logs.search(deploymentId, everything)).toHaveProperty('fault')
  })
})

describe('a link to a line', () => {
  it('finds it by its number in its event, after it moved to the tail too, and not when it was left out', async () => {
    for (let n = 1; n <= 300; n += 1) await say([`chatty ${n}`])
    const place = { targetId: 'web-1', event: 'Install' }
    expect(await logs.find(deploymentId, { ...place, line: 7 })).toMatchObject({ text: 'chatty 7', line: 7 })
    expect(await logs.find(deploymentId, { ...place, line: 299 })).toMatchObject({ text: 'chatty 299', line: 299 })
    const { lines } = await logs.read(deploymentId, { limit: 1000 })
    const gap = lines.find(({ leftOut }) => leftOut !== undefined)
    expect(gap?.line).toBeUndefined()
    const lost = (lines[lines.indexOf(gap ?? lines[0]!) - 1]?.line ?? 0) + 1
    expect(await logs.find(deploymentId, { ...place, line: lost })).toBeUndefined()
    expect(await logs.find(deploymentId, { ...place, line: 301 })).toBeUndefined()
  })
})
