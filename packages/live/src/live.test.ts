/** Both ends together, over lines that break, stall and come back: in the end every reader knows what the server knows. */
import { describe, expect, test } from 'vitest'
import { createLiveClient, type Socket } from './client/index.ts'
import { dana, hubBench, type HubBench } from './testing/hub-bench.ts'

const topic = 'fleet:d-1'
type Row = [index: number, value: number]

/** Chance that is the same at every run. */
function chance(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

/** A line between one client and the hub: `cut` ends it, `isStalled` lets nothing through to the client. */
function line(bench: HubBench) {
  const queue: string[] = []
  let ends: { socket: Socket; closed: () => void } | undefined
  const state = { isStalled: false, deliver, cut, open }

  function deliver(): void {
    if (state.isStalled) return
    for (const text of queue.splice(0)) ends?.socket.onmessage?.({ data: text })
  }

  function cut(): void {
    const cutEnds = ends
    ends = undefined
    queue.length = 0
    cutEnds?.closed()
    cutEnds?.socket.onclose?.({ code: 1006 })
  }

  function open(): Socket {
    state.isStalled = false
    const send = (frame: Buffer) => queue.push(String(frame))
    const bufferedBytes = () => queue.reduce((bytes, text) => bytes + text.length, 0)
    const connection = bench.hub.connect({ send, bufferedBytes, close: cut }, dana)
    const socket: Socket = {
      onmessage: null,
      onclose: null,
      onerror: null,
      send: (text) => connection.receive(text),
      close: cut,
    }
    ends = { socket, closed: connection.closed }
    return socket
  }

  return state
}

describe.each([1, 2, 3, 4, 5])('with luck %i', (seed) => {
  test('every reader ends with what the server has, and was never set back', async () => {
    const random = chance(seed)
    const bench = hubBench()
    const server = new Map<number, number>()
    const rows = () => [...server].map((row): Row => row)
    let seq = 10

    const readers = [1, 2, 3].map(() => {
      const wire = line(bench)
      const known = new Map<number, number>()
      const setBack: Row[] = []
      const take = (changed: Row[]) => {
        for (const [index, value] of changed) {
          if (value < (known.get(index) ?? 0)) setBack.push([index, value])
          known.set(index, value)
        }
      }
      const client = createLiveClient({
        url: 'ws://test/live',
        openSocket: wire.open,
        now: bench.time.now,
        timers: bench.time,
        random,
        onWake: () => () => {},
      })
      client.subscribe(topic, {
        onSnapshot: (frame) => take((frame as { rows: Row[] }).rows),
        onDelta: (frame) => take((frame as { rows: Row[] }).rows),
        onRefused: (error) => expect.unreachable(error.message),
      })
      return { wire, client, known, setBack }
    })

    for (let step = 0; step < 2000; step += 1) {
      seq += 1 + Math.floor(random() * 3)
      const row: Row = [Math.floor(random() * 20), seq]
      server.set(...row)
      bench.sources.fleet.seq = seq
      bench.sources.fleet.data = { rows: rows() }
      bench.hub.publish(topic, seq, { rows: [row] }, { urgent: random() < 0.2 })
      for (const { wire } of readers) {
        const luck = random()
        if (luck < 0.01) wire.cut()
        else if (luck < 0.02) wire.isStalled = true
        else if (luck < 0.05) wire.isStalled = false
        wire.deliver()
      }
      await bench.time.advance(random() * 100)
    }

    for (let second = 0; second < 60; second += 1) {
      for (const { wire } of readers) {
        wire.isStalled = false
        wire.deliver()
      }
      await bench.time.advance(1000)
    }
    for (const { known, setBack } of readers) {
      expect(known).toEqual(server)
      expect(setBack).toEqual([])
    }

    for (const { client } of readers) client.close()
    bench.hub.closeAll()
    expect(bench.time.waiting()).toBe(0)
  })
})
