import type { AgentFrame, HostLogLine } from '@sluice/agent-link'
import { appendFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { tempFolders } from '../testing/temp-folder.ts'
import { openSpool } from './spool.ts'

const newFolder = tempFolders()
const id = 'd-ABCDEF123/web-1/AfterInstall/1'
type LogFrame = Extract<AgentFrame, { type: 'log' }>
let folder: string

beforeEach(() => {
  folder = newFolder()
})

const line = (text: string): HostLogLine => ({ at: 1, script: 'a.sh', stream: 'stdout', text })

/** A spool whose server can be away, and what reached it. */
function spoolTo(sent: LogFrame[], more: { largestLogBytes?: number } = {}) {
  const link = { isUp: true }
  const send = (frame: AgentFrame) => link.isUp && sent.push(frame as LogFrame) > 0
  return { spool: openSpool({ folder, send, ...more }), link }
}

const textsOf = (frames: readonly LogFrame[]): string[] => frames.flatMap(({ lines }) => lines.map(({ text }) => text))

describe('the spool', () => {
  it('numbers the lines of a command and sends what came together in one frame', () => {
    const sent: LogFrame[] = []
    const log = spoolTo(sent).spool.logOf(id)
    log.write(line('one'))
    log.write(line('two'))
    log.flush()
    log.write(line('three'))
    log.finish()
    expect(sent.map(({ firstLine, lines }) => [firstLine, lines.length])).toEqual([
      [1, 2],
      [3, 1],
    ])
  })

  it('keeps what is written while the server is away, and sends it when it is back', () => {
    const sent: LogFrame[] = []
    const { spool, link } = spoolTo(sent)
    const log = spool.logOf(id)
    link.isUp = false
    log.write(line('one'))
    log.flush()
    log.write(line('two'))
    log.finish()
    expect(sent).toEqual([])
    link.isUp = true
    spool.connected()
    expect([sent[0]?.firstLine, textsOf(sent)]).toEqual([1, ['one', 'two']])
  })

  it('sends again under the same numbers what was not stored', () => {
    const sent: LogFrame[] = []
    const { spool } = spoolTo(sent)
    const log = spool.logOf(id)
    for (const text of ['one', 'two', 'three']) {
      log.write(line(text))
      log.flush()
    }
    spool.stored(id, 1)
    sent.length = 0
    spool.connected()
    expect([sent[0]?.firstLine, textsOf(sent)]).toEqual([2, ['two', 'three']])
  })

  it('survives the agent, but for a line that was not written to its end', () => {
    const first = spoolTo([])
    first.link.isUp = false
    const log = first.spool.logOf(id)
    log.write(line('one'))
    log.finish()
    first.spool.close()
    appendFileSync(join(folder, readdirSync(folder)[0] ?? ''), '{"at":1,"scr')
    const sent: LogFrame[] = []
    const { spool } = spoolTo(sent)
    spool.connected()
    expect(sent).toEqual([{ type: 'log', commandId: id, firstLine: 1, lines: [line('one')] }])
  })

  it('removes a log when it is finished and stored to its end', () => {
    const { spool } = spoolTo([])
    const log = spool.logOf(id)
    log.write(line('one'))
    log.flush()
    spool.stored(id, 1)
    expect(readdirSync(folder)).toHaveLength(1)
    log.write(line('two'))
    log.finish()
    spool.stored(id, 2)
    expect(readdirSync(folder)).toEqual([])
  })

  it('has at most a megabyte on its way, and goes on when the server stores', () => {
    const sent: LogFrame[] = []
    const { spool } = spoolTo(sent)
    const log = spool.logOf(id)
    for (let index = 1; index <= 100; index += 1) log.write(line(`${index} ${'x'.repeat(60_000)}`))
    log.finish()
    const inFlight = textsOf(sent).length
    expect(inFlight).toBeGreaterThan(10)
    expect(inFlight).toBeLessThan(25)
    while (textsOf(sent).length < 100) {
      const last = sent.at(-1)
      spool.stored(id, (last?.firstLine ?? 0) + (last?.lines.length ?? 0) - 1)
    }
    expect(textsOf(sent).map((text) => Number.parseInt(text, 10))).toEqual(
      Array.from({ length: 100 }, (_, index) => index + 1),
    )
  })

  it('of a log that is too long keeps the head and the tail, and marks the loss', () => {
    const sent: LogFrame[] = []
    const { spool } = spoolTo(sent, { largestLogBytes: 1000 })
    const log = spool.logOf(id)
    for (let index = 1; index <= 1000; index += 1) {
      log.write(line(`line ${index}`))
      log.flush()
    }
    log.finish()
    const texts = textsOf(sent)
    const mark = texts.findIndex((text) => /^\d+ lines are missing here: the log grew too long$/.test(text))
    expect(texts[mark - 1]).toBe(`line ${mark}`)
    expect(texts[mark + 1]).toBe('line 801')
    expect(texts.at(-1)).toBe('line 1000')
    expect(Number.parseInt(texts[mark] ?? '', 10)).toBe(800 - mark)
  })
})
