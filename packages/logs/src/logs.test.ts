import { commandId, type LifecycleEventName, type LogLine } from '@sluice/model'
import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { LogLimits, SentLines } from './log-query.ts'
import { createLogs, type Logs } from './logs.ts'

const deploymentId = 'd-AAAAAAAA1'
/** Small enough that a few lines make blocks, segments and gaps. */
const small: LogLimits = { lineBytes: 100, eventBytes: 8000, segmentBytes: 1500, blockBytes: 400 }

let folder = ''
let logs: Logs
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sluice-logs-'))
  logs = createLogs(folder, { limits: small })
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function sent(
  texts: string[],
  from = 1,
  target = 'web-1',
  event: LifecycleEventName = 'Install',
  attempt = 1,
): SentLines {
  return {
    commandId: commandId(deploymentId, target, event, attempt),
    firstLine: from,
    lines: texts.map((text, at) => ({ at: 1000 + from + at, script: 'scripts/install.sh', stream: 'stdout', text })),
  }
}

const numbers = (from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, at) => `line ${from + at}`)
const texts = (lines: LogLine[]): string[] => lines.map((line) => line.text)
const everything = { limit: 10_000, order: 'oldestFirst' } as const

describe('a log', () => {
  it('numbers lines from 1 in the order they came, over all hosts', async () => {
    const first = await logs.append(sent(['a', 'b']))
    const second = await logs.append(sent(['c'], 1, 'web-2'))
    expect([...first, ...second]).toEqual([
      {
        seq: 1,
        at: 1001,
        targetId: 'web-1',
        event: 'Install',
        script: 'scripts/install.sh',
        stream: 'stdout',
        text: 'a',
        line: 1,
      },
      {
        seq: 2,
        at: 1002,
        targetId: 'web-1',
        event: 'Install',
        script: 'scripts/install.sh',
        stream: 'stdout',
        text: 'b',
        line: 2,
      },
      {
        seq: 3,
        at: 1001,
        targetId: 'web-2',
        event: 'Install',
        script: 'scripts/install.sh',
        stream: 'stdout',
        text: 'c',
        line: 1,
      },
    ])
    expect((await logs.read(deploymentId, everything)).lines).toEqual([...first, ...second])
  })

  it('stores what is sent again once', async () => {
    await logs.append(sent(['a', 'b', 'c']))
    expect(await logs.append(sent(['a', 'b', 'c']))).toEqual([])
    expect(texts(await logs.append(sent(['c', 'd'], 3)))).toEqual(['d'])
    expect(texts((await logs.read(deploymentId, everything)).lines)).toEqual(['a', 'b', 'c', 'd'])
  })

  it('stores once what is sent twice at the same time', async () => {
    await Promise.all([logs.append(sent(['a', 'b'])), logs.append(sent(['a', 'b']))])
    expect(texts((await logs.read(deploymentId, everything)).lines)).toEqual(['a', 'b'])
  })

  it('counts every attempt of an event for itself', async () => {
    await logs.append(sent(['first']))
    await logs.append(sent(['second'], 1, 'web-1', 'Install', 2))
    expect(texts((await logs.read(deploymentId, everything)).lines)).toEqual(['first', 'second'])
  })

  it('says how many lines never came', async () => {
    await logs.append(sent(['a']))
    await logs.append(sent(['e'], 5))
    const { lines } = await logs.read(deploymentId, everything)
    expect(lines.map(({ stream, text }) => [stream, text])).toEqual([
      ['stdout', 'a'],
      ['agent', '... 3 lines were lost on the way here'],
      ['stdout', 'e'],
    ])
  })

  it('cuts a line that is too long between characters, and says so', async () => {
    const [line] = await logs.append(sent([`${'x'.repeat(99)}\u{1F600}tail`]))
    expect(line?.text).toBe(`${'x'.repeat(99)} ... 8 bytes of this line were cut off`)
  })

  it('keeps what a script prints as it is: quotes, breaks, bytes of colour', async () => {
    const odd = ['"quoted"', 'a\nb', '\u001b[31mred\u001b[0m', '', '\u2028']
    await logs.append(sent(odd))
    expect(texts((await logs.read(deploymentId, everything)).lines)).toEqual(odd)
  })

  it('tells listeners of each new line once, in order, when it can be read', async () => {
    const heard: LogLine[] = []
    const readable: number[] = []
    logs.onAppended((id, lines) => {
      expect(id).toBe(deploymentId)
      heard.push(...lines)
    })
    const appended = numbers(1, 20).map((text, at) => logs.append(sent([text], at + 1)))
    await Promise.all(appended)
    readable.push(...(await logs.read(deploymentId, everything)).lines.map((line) => line.seq))
    await logs.append(sent(['line 20'], 20))
    expect(texts(heard)).toEqual(numbers(1, 20))
    expect(readable).toEqual(heard.map((line) => line.seq))
  })

  it('refuses a deployment id that is a path', async () => {
    await expect(logs.read('../../etc', everything)).rejects.toThrow()
    const bad = { ...sent(['a']), commandId: '../web-1/Install/1' }
    await expect(logs.append(bad)).rejects.toThrow()
    expect(readdirSync(folder)).toEqual([])
  })

  it('of a deployment without lines is empty, and reading it makes no folder', async () => {
    expect(await logs.read(deploymentId, everything)).toEqual({ lines: [], firstSeq: 1, lastSeq: 0, more: false })
    expect(existsSync(join(folder, deploymentId))).toBe(false)
  })
})

describe('a private key that a script prints', () => {
  const keyLines = (text: string, lines: number) =>
    text === 'BEGIN' || lines > 0
      ? { text: text === 'BEGIN' ? text : '[masked]', keyLines: lines + 1 }
      : { text, keyLines: 0 }
  const from = (first: number, said: string, stream: 'stdout' | 'stderr' = 'stdout', script = 'a.sh'): SentLines => ({
    commandId: commandId(deploymentId, 'web-1', 'Install'),
    firstLine: first,
    lines: [{ at: 1, script, stream, text: said }],
  })

  it('masks its own output only, over all batches, and ends with its script', async () => {
    logs = createLogs(folder, { limits: small, redact: keyLines })
    await logs.append(from(1, 'BEGIN'))
    await logs.append(from(2, 'MIIE'))
    await logs.append(from(3, 'Error: in use', 'stderr'))
    await logs.append(from(4, 'MIIF'))
    await logs.append(from(5, 'starting', 'stdout', 'b.sh'))
    expect(texts((await logs.read(deploymentId, everything)).lines)).toEqual([
      'BEGIN',
      '[masked]',
      'Error: in use',
      '[masked]',
      'starting',
    ])
  })
})

describe('reading', () => {
  beforeEach(async () => {
    for (let n = 1; n <= 30; n += 1) {
      await logs.append(sent([`one ${n}`], n, 'web-1', 'Install'))
      if (n <= 15) await logs.append(sent([`two ${n}`], n, 'web-2', 'Install'))
      else await logs.append(sent([`two ${n}`], n - 15, 'web-2', 'ApplicationStart'))
    }
  })

  it('spans several segments and blocks', () => {
    expect(readdirSync(join(folder, deploymentId, 'main')).length).toBeGreaterThan(4)
  })

  it('finds the lines of one host', async () => {
    const { lines } = await logs.read(deploymentId, { ...everything, targetId: 'web-2' })
    expect(texts(lines)).toEqual(Array.from({ length: 30 }, (_, at) => `two ${at + 1}`))
  })

  it('finds the lines of one event of one host', async () => {
    const { lines } = await logs.read(deploymentId, { ...everything, targetId: 'web-2', event: 'ApplicationStart' })
    expect(texts(lines)).toEqual(Array.from({ length: 15 }, (_, at) => `two ${at + 16}`))
  })

  it('gives a host its own lines only, whatever others print', async () => {
    await logs.append(sent(['{"seq":1,"targetId":"web-3","event":"Install"}', 'own'], 1, 'web-4'))
    await logs.append(sent(['mine'], 1, 'web-3'))
    expect(texts((await logs.read(deploymentId, { ...everything, targetId: 'web-3' })).lines)).toEqual(['mine'])
    expect((await logs.read(deploymentId, { ...everything, targetId: 'web-4' })).lines).toHaveLength(2)
  })

  it('gives the newest lines without a place to start from, oldest first', async () => {
    const page = await logs.tail(deploymentId, 3)
    expect([texts(page.lines), page.firstSeq, page.lastSeq, page.more]).toEqual([
      ['two 29', 'one 30', 'two 30'],
      58,
      60,
      true,
    ])
  })

  it('goes on from a place, page by page, without gap or repeat', async () => {
    const all: LogLine[] = []
    for (let seq = 0, more = true; more;) {
      const page = await logs.since(deploymentId, seq, 7)
      all.push(...page.lines)
      seq = page.lastSeq
      more = page.more
    }
    expect(all.map((line) => line.seq)).toEqual(Array.from({ length: 60 }, (_, at) => at + 1))
  })

  it('after the last line gives nothing, and keeps the place', async () => {
    expect(await logs.since(deploymentId, 60, 5)).toEqual({ lines: [], firstSeq: 61, lastSeq: 60, more: false })
  })
})

describe('an event that prints too much', () => {
  const count = 200
  const fill = async () => {
    await logs.append(sent(['before'], 1, 'web-2'))
    for (let from = 1; from <= count; from += 10) await logs.append(sent(numbers(from, from + 9), from))
    await logs.append(sent(['after'], 2, 'web-2'))
  }

  it('keeps its head and its tail, and one line says what was left out between', async () => {
    await fill()
    const kept = texts((await logs.read(deploymentId, { ...everything, targetId: 'web-1' })).lines)
    const gap = kept.findIndex((text) => text.includes('left out'))
    const missing = Number(/\.\.\. (\d+) lines were left out here/.exec(kept[gap] ?? '')?.[1])

    expect(kept[gap]).toContain('by the limit of 8 KB')
    expect(kept.slice(0, gap)).toEqual(numbers(1, gap))
    expect(kept.slice(gap + 1)).toEqual(numbers(gap + missing + 1, count))
    expect(missing).toBeGreaterThan(count / 2)
    expect(gap).toBeGreaterThan(10)
    expect(kept.length - gap).toBeGreaterThan(10)
  })

  it('stays below its limit on the disk', async () => {
    await fill()
    const files = readdirSync(join(folder, deploymentId), { recursive: true, encoding: 'utf8' })
    const bytes = files
      .filter((file) => file.endsWith('.ndjson'))
      .reduce((sum, file) => sum + statSync(join(folder, deploymentId, file)).size, 0)
    expect(bytes).toBeLessThan(small.eventBytes + small.segmentBytes)
  })

  it('takes nothing from other hosts, and stands between their lines in order, in both directions', async () => {
    await fill()
    const { lines } = await logs.read(deploymentId, everything)
    const newest = await logs.read(deploymentId, { limit: 10_000 })
    expect(newest.lines).toEqual(lines)
    expect([lines[0]?.text, lines.at(-1)?.text]).toEqual(['before', 'after'])
    expect(lines.map((line) => line.seq)).toEqual([...lines.map((line) => line.seq)].sort((a, b) => a - b))
    expect(new Set(lines.map((line) => line.seq)).size).toBe(lines.length)
  })

  it('is read the same after a restart, and goes on', async () => {
    await fill()
    const before = await logs.read(deploymentId, everything)
    const again = createLogs(folder, { limits: small })
    expect(await again.read(deploymentId, everything)).toEqual(before)
    expect(await again.append(sent([`line ${count}`], count))).toEqual([])
    expect(await again.append(sent(['next'], count + 1))).toMatchObject([{ seq: count + 3, text: 'next' }])
  })
})

describe('a restart', () => {
  const mainFiles = (suffix: string) =>
    readdirSync(join(folder, deploymentId, 'main'))
      .filter((name) => name.endsWith(suffix))
      .sort()
      .map((name) => join(folder, deploymentId, 'main', name))

  it('finds every line again, numbers on, and still knows what was sent', async () => {
    await logs.append(sent(numbers(1, 25)))
    const again = createLogs(folder, { limits: small })
    expect(texts((await again.read(deploymentId, everything)).lines)).toEqual(numbers(1, 25))
    expect(texts(await again.append(sent(numbers(24, 26), 24)))).toEqual(['line 26'])
    expect((await again.tail(deploymentId, 1)).lines[0]?.seq).toBe(26)
  })

  it('drops a torn last line, which its host sends again', async () => {
    await logs.append(sent(numbers(1, 3)))
    const [file = ''] = mainFiles('.ndjson')
    appendFileSync(file, '{"seq":4,"at":1004,"targetId":"web-1","ev')
    const again = createLogs(folder, { limits: small })
    await again.append(sent(['line 4', 'line 5'], 4))
    expect(texts((await createLogs(folder, { limits: small }).read(deploymentId, everything)).lines)).toEqual(
      numbers(1, 5),
    )
  })

  it('survives an index that is torn, or ahead of its lines after a power loss', async () => {
    await logs.append(sent(numbers(1, 12)))
    const [index = '', file = ''] = [mainFiles('.index').at(-1), mainFiles('.ndjson').at(-1)]
    appendFileSync(index, '{"at":0,"by')
    truncateSync(file, 10)
    const again = createLogs(folder, { limits: small })
    const kept = (await again.read(deploymentId, everything)).lines.length
    await again.append(sent(numbers(kept + 1, 12), kept + 1))
    expect(texts((await createLogs(folder, { limits: small }).read(deploymentId, everything)).lines)).toEqual(
      numbers(1, 12),
    )
  })

  it.each([
    ['empty', ''],
    ['torn in its head', '{"linesBefore":0,"lastS'],
    ['zeroes', '\0\0\0\0'],
    ['no index', 'null\n7\n'],
    ['missing', undefined],
  ])('draws an index anew that is %s, and the log goes on', async (_what, text) => {
    await logs.append(sent(numbers(1, 25)))
    for (const index of mainFiles('.index')) {
      if (text === undefined) rmSync(index)
      else writeFileSync(index, text)
    }
    const again = createLogs(folder, { limits: small })
    const { lines } = await again.read(deploymentId, everything)
    expect(texts(lines)).toEqual(numbers(1, 25))
    expect(await again.append(sent(numbers(25, 26), 25))).toMatchObject([{ seq: 26, text: 'line 26' }])
    const [first = '', ...others] = mainFiles('.index').map((index) => readFileSync(index, 'utf8').split('\n'))
    expect(JSON.parse(first[0] ?? '')).toEqual({ linesBefore: 0, lastSeqBefore: 0 })
    expect(JSON.parse(others.at(-1)?.[0] ?? '').linesBefore).toBeGreaterThan(0)
    expect(texts((await createLogs(folder, { limits: small }).read(deploymentId, everything)).lines)).toEqual(
      numbers(1, 26),
    )
  })

  it('goes on after a write that failed: nothing is acknowledged, and the resent lines are stored once', async () => {
    await logs.append(sent(numbers(1, 2)))
    rmSync(join(folder, deploymentId), { recursive: true })
    await expect(logs.append(sent(numbers(3, 4), 3))).rejects.toThrow()
    await logs.append(sent(numbers(1, 4)))
    expect(texts((await logs.read(deploymentId, everything)).lines)).toEqual(numbers(1, 4))
  })
})

describe('retention', () => {
  it('removes the logs into which nothing was written since, and no other', async () => {
    const old = 'd-OOOOOOOO1'
    await logs.append({ ...sent(['old']), commandId: commandId(old, 'web-1', 'Install') })
    await logs.append(sent(['new']))
    for (const file of readdirSync(join(folder, old), { recursive: true, encoding: 'utf8' }))
      utimesSync(join(folder, old, file), 1000, 1000)

    expect(await logs.removeOlderThan(2_000_000, 3_000_000)).toEqual([old])
    expect((await logs.read(deploymentId, everything)).lines).toHaveLength(1)
    expect((await logs.read(old, everything)).lines).toEqual([])
    expect(readdirSync(join(folder, old), { recursive: true })).not.toContain('000000000001.ndjson')
  })
})
