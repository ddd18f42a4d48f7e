import type { LogLine } from '@sluice/model'
import { act, cleanup, renderHook, waitFor } from '@testing-library/react'
import { createServer } from 'node:http'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { logOf } from '../../../live/log.ts'
import { useLogLines } from './use-log-lines.ts'

const deploymentId = 'd-1A2B3C4D5'
const line = (seq: number): LogLine => ({
  seq,
  at: seq,
  targetId: seq % 2 === 0 ? 'web-2' : 'web-1',
  event: 'Install',
  script: '',
  stream: 'stdout',
  text: 'x',
})
const lines = (from: number, to: number) =>
  Array.from({ length: Math.max(0, to - from + 1) }, (_, at) => line(from + at))
const windowOf = (from: number, to: number) => logOf({ lines: lines(from, to), firstSeq: from, lastSeq: to })
const stored = 20_000
const noHosts: readonly string[] = []

interface Question {
  fromSeq: number
  limit: number
  targetId?: string
}

/** What the file answers. */
function answer({ fromSeq, limit, targetId }: Question) {
  const all = lines(fromSeq, stored).filter((one) => targetId === undefined || one.targetId === targetId)
  const page = all.slice(0, limit)
  return { lines: page, firstSeq: fromSeq, lastSeq: page.at(-1)?.seq ?? fromSeq - 1, more: all.length > limit }
}

describe('the log one reads', () => {
  let server: Server
  let questions: Question[]
  const browserFetch = globalThis.fetch

  beforeEach(async () => {
    questions = []
    server = createServer((request, response) => {
      let body = ''
      request.on('data', (chunk: Buffer) => (body += chunk.toString()))
      request.on('end', () => {
        const question = JSON.parse(body) as Question
        questions.push(question)
        response.writeHead(200, { 'content-type': 'application/json' })
        response.end(JSON.stringify(answer(question)))
      })
    })
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    globalThis.fetch = (path, init) => browserFetch(`${base}${String(path)}`, init)
  })
  afterEach(async () => {
    cleanup()
    globalThis.fetch = browserFetch
    await new Promise((done) => server.close(done))
  })

  const open = (from: number, to: number, hosts = noHosts, host?: string) =>
    renderHook(({ log }) => useLogLines(deploymentId, log, hosts, host), {
      initialProps: { log: windowOf(from, to) },
    })

  it('is whole again after a gap between two snapshots', async () => {
    const { result, rerender } = open(1, 10)
    rerender({ log: windowOf(500, 600) })
    expect(result.current.view.holes).toEqual([{ from: 11, to: 499 }])
    await waitFor(() => expect(result.current.view.holes).toEqual([]))
    expect(result.current.view.lines.map((one) => one.seq)).toEqual(lines(1, 600).map((one) => one.seq))
  })

  it('shows a large gap, and loads it when somebody asks', async () => {
    const { result, rerender } = open(1, 10)
    rerender({ log: windowOf(10_011, 10_020) })
    const hole = { from: 11, to: 10_010 }
    expect(result.current.view.holes).toEqual([hole])
    act(() => result.current.load?.(hole))
    await waitFor(() => expect(result.current.view.holes).toEqual([{ from: 11, to: 9010 }]))
    expect(questions.length).toBe(1)
  })

  it('has all lines of the host that is looked at', async () => {
    const { result } = open(9001, 9010, ['web-2'], 'web-2')
    await waitFor(() => expect(result.current.view.holes).toEqual([]))
    const own = result.current.view.lines.filter((one) => one.targetId === 'web-2').map((one) => one.seq)
    expect(own).toEqual(
      lines(1, 9010)
        .filter((one) => one.targetId === 'web-2')
        .map((one) => one.seq),
    )
  })
})
