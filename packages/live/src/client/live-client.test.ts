import type { ServerFrame } from '@sluice/model'
import { describe, expect, test } from 'vitest'
import { clientBench, recording, type ClientBench } from '../testing/client-bench.ts'

const topic = 'deployment:d-1'
const snapshot = (seq: number, data: unknown = 'all'): ServerFrame => ({
  type: 'snapshot',
  topic,
  epoch: 'set-1',
  seq,
  at: 0,
  data,
})
const delta = (from: number, to: number, data: unknown = 'row'): ServerFrame => ({
  type: 'delta',
  topic,
  from,
  to,
  at: 0,
  data,
})
const heartbeat = (at = 5_004_000): ServerFrame => ({ type: 'heartbeat', at })

/** A client that has taken in everything up to commit 10. */
function listening(): ClientBench & { listener: ReturnType<typeof recording>; leave: () => void } {
  const bench = clientBench()
  const listener = recording()
  const leave = bench.client.subscribe(topic, listener)
  bench.hello()
  bench.socket().give(snapshot(10))
  return { ...bench, listener, leave }
}

describe('subscribing', () => {
  test('asks when the server has greeted, not before', () => {
    const bench = clientBench()
    bench.client.subscribe(topic, recording())
    expect(bench.socket().sent).toEqual([])
    bench.hello()
    expect(bench.socket().sent).toEqual([{ type: 'subscribe', topic }])
    bench.client.subscribe('instances', recording())
    expect(bench.socket().sent.at(-1)).toEqual({ type: 'subscribe', topic: 'instances' })
  })

  test('hands on the snapshot and then each delta', () => {
    const { socket, listener } = listening()
    socket().give(delta(10, 12, 'a'))
    socket().give(delta(12, 13, 'b'))
    expect(listener.heard).toEqual([{ snapshot: 'all' }, { delta: 'a' }, { delta: 'b' }])
  })

  test('takes a delta that begins before the snapshot, and leaves out one that ends before it', () => {
    const { socket, listener } = listening()
    socket().give(delta(3, 9, 'old'))
    socket().give(delta(9, 12, 'new'))
    expect(listener.heard).toEqual([{ snapshot: 'all' }, { delta: 'new' }])
  })

  test('asks for a new snapshot at a gap, and hears nothing until it is there', () => {
    const { socket, listener } = listening()
    socket().give(delta(11, 12, 'after the gap'))
    socket().give(delta(12, 13, 'still old'))
    expect(socket().sent).toEqual([
      { type: 'subscribe', topic },
      { type: 'subscribe', topic },
    ])
    socket().give(snapshot(13, 'whole'))
    expect(listener.heard).toEqual([{ snapshot: 'all' }, { snapshot: 'whole' }])
  })

  test('shares one subscription between listeners and ends it with the last', () => {
    const bench = clientBench()
    bench.hello()
    const [one, two] = [recording(), recording()]
    const leaveOne = bench.client.subscribe(topic, one)
    const leaveTwo = bench.client.subscribe(topic, two)
    bench.socket().give(snapshot(10))
    expect([one.heard, two.heard]).toEqual([[{ snapshot: 'all' }], [{ snapshot: 'all' }]])
    leaveOne()
    leaveOne()
    expect(bench.socket().sent).toEqual([{ type: 'subscribe', topic }])
    leaveTwo()
    expect(bench.socket().sent.at(-1)).toEqual({ type: 'unsubscribe', topic })
    bench.socket().give(delta(10, 11))
    expect(two.heard).toHaveLength(1)
  })

  test('gives a listener that comes later a snapshot, never a delta first', () => {
    const { client, socket } = listening()
    const late = recording()
    client.subscribe(topic, late)
    socket().give(delta(10, 11, 'on its way'))
    socket().give(snapshot(11, 'whole'))
    expect(late.heard).toEqual([{ snapshot: 'whole' }])
  })

  test('hands on a refusal, and asks again at the next connection', async () => {
    const { socket, listener, hello, time } = listening()
    socket().give({ type: 'refused', topic, code: 'AccessDenied', message: 'No.' })
    expect(listener.heard.at(-1)).toEqual({ refused: { code: 'AccessDenied', message: 'No.' } })
    socket().drop()
    await time.advance(500)
    hello()
    expect(socket().sent).toEqual([{ type: 'subscribe', topic }])
  })
})

describe('acknowledging', () => {
  test('tells every twenty frames how many it took in, counted anew on each connection', async () => {
    const { socket, hello, time } = listening()
    for (let seq = 10; seq < 28; seq += 1) socket().give(delta(seq, seq + 1))
    expect(socket().sent).toHaveLength(1)
    socket().give(delta(28, 29))
    expect(socket().sent.at(-1)).toEqual({ type: 'ack', frames: 20 })
    socket().give(delta(29, 30))
    socket().drop()
    await time.advance(500)
    hello()
    for (let seq = 30; seq < 49; seq += 1) socket().give(delta(seq, seq + 1))
    expect(socket().sent).toHaveLength(1)
  })
})

describe('coming back', () => {
  test('asks only for what it missed', async () => {
    const { socket, sockets, hello, time, listener } = listening()
    socket().give(delta(10, 14))
    socket().drop()
    await time.advance(500)
    expect(sockets).toHaveLength(2)
    hello()
    expect(socket().sent).toEqual([{ type: 'subscribe', topic, since: { epoch: 'set-1', seq: 14 } }])
    socket().give(delta(14, 15, 'missed'))
    expect(listener.heard.at(-1)).toEqual({ delta: 'missed' })
  })

  test('asks for everything when the data set is another one', async () => {
    const { socket, hello, time } = listening()
    socket().drop()
    await time.advance(500)
    hello('set-2')
    expect(socket().sent).toEqual([{ type: 'subscribe', topic }])
  })

  test('asks no more for what was left meanwhile', async () => {
    const { socket, hello, time, leave } = listening()
    socket().drop()
    leave()
    await time.advance(500)
    hello()
    expect(socket().sent).toEqual([])
  })

  test('tries within half a second at first, then waits longer up to a quarter of a minute', async () => {
    const bench = clientBench({ random: 0.999_999 })
    const waits: number[] = []
    for (let count = 0; count < 8; count += 1) {
      bench.socket().drop()
      const state = bench.client.connection.get()
      const wait = state.status === 'waiting' ? state.retryAt - bench.time.now() : -1
      waits.push(wait)
      await bench.time.advance(wait)
    }
    expect(waits).toEqual([500, 1000, 2000, 4000, 8000, 15_000, 15_000, 15_000])
    expect(bench.sockets).toHaveLength(9)
  })

  test('starts from the short wait again only after a heartbeat, not after a greeting', async () => {
    const bench = clientBench({ random: 0.999_999 })
    const waitAfterDrop = () => {
      bench.socket().drop()
      const state = bench.client.connection.get()
      return state.status === 'waiting' ? state.retryAt - bench.time.now() : -1
    }
    await bench.time.advance(waitAfterDrop())
    bench.hello()
    const afterGreeting = waitAfterDrop()
    await bench.time.advance(afterGreeting)
    bench.hello()
    bench.socket().give(heartbeat())
    expect([afterGreeting, waitAfterDrop()]).toEqual([1000, 500])
  })

  test.each(['wake', 'retryNow'] as const)('does not wait after %s', async (call) => {
    const bench = clientBench()
    bench.socket().drop()
    const retry = { wake: bench.wake, retryNow: bench.client.retryNow }[call]
    retry()
    expect(bench.sockets).toHaveLength(2)
    await bench.time.advance(1000)
    expect(bench.sockets).toHaveLength(2)
  })

  test('leaves a connection alone that is alive when the tab is seen again', () => {
    const { wake, sockets, socket } = listening()
    wake()
    expect([sockets.length, socket().isClosed]).toEqual([1, false])
  })

  test('replaces a socket on which nothing was heard for twelve seconds', async () => {
    const { time, socket, sockets } = listening()
    const first = socket()
    await time.advance(8000)
    first.give(heartbeat())
    await time.advance(11_999)
    expect([first.isClosed, sockets.length]).toEqual([false, 1])
    await time.advance(1)
    expect(first.isClosed).toBe(true)
    await time.advance(500)
    expect(sockets).toHaveLength(2)
  })

  test('replaces a socket that never opens', async () => {
    const { time, sockets } = clientBench()
    await time.advance(12_500)
    expect(sockets.map((socket) => socket.isClosed)).toEqual([true, false])
  })

  test('hears nothing more from a socket that it replaced', async () => {
    const { time, sockets, listener, hello, client } = listening()
    await time.advance(12_500)
    hello()
    sockets[0]?.give(delta(10, 11))
    sockets[0]?.drop()
    expect(listener.heard).toEqual([{ snapshot: 'all' }])
    expect(client.connection.get().status).toBe('open')
  })
})

describe('the state of the connection', () => {
  test('is connecting only until the first try is over; later tries are waiting, because the data is old', async () => {
    const bench = clientBench()
    const states = [bench.client.connection.get().status]
    bench.client.connection.subscribe(() => states.push(bench.client.connection.get().status))
    bench.hello()
    bench.socket().drop()
    await bench.time.advance(500)
    expect(bench.sockets).toHaveLength(2)
    expect(bench.client.connection.get().status).toBe('waiting')
    bench.hello()
    expect(states).toEqual(['connecting', 'open', 'waiting', 'open'])
  })

  test('says when the server was last heard, by this clock, and tells the clock of the server with a heartbeat', async () => {
    const { time, socket, client } = listening()
    const heard: unknown[] = []
    client.connection.subscribe(() => heard.push(client.connection.get()))
    await time.advance(4000)
    const beatAt = time.now()
    socket().give(heartbeat(5_004_000))
    await time.advance(1000)
    socket().give(delta(10, 11))
    expect(client.connection.get().lastHeartbeatAt).toBe(beatAt + 1000)
    socket().drop()
    expect(heard).toEqual([
      { status: 'open', lastHeartbeatAt: beatAt, serverTime: 5_004_000 },
      {
        status: 'waiting',
        lastHeartbeatAt: beatAt + 1000,
        retryAt: beatAt + 1250,
        closeCode: 1006,
        wasGreeted: true,
      },
    ])
  })

  test('says how the connection ended, so that a cut session leads to signing in', async () => {
    const { socket, client, time } = listening()
    socket().drop(4401)
    expect(client.connection.get()).toMatchObject({ status: 'waiting', closeCode: 4401, wasGreeted: true })
    await time.advance(500)
    socket().drop()
    expect(client.connection.get()).toMatchObject({ closeCode: 1006, wasGreeted: false })
  })

  test('has no close code when silence was the reason', async () => {
    const { client, time } = listening()
    await time.advance(12_000)
    expect(client.connection.get()).toMatchObject({ status: 'waiting', wasGreeted: true })
    expect(client.connection.get()).not.toHaveProperty('closeCode')
  })

  test('is told to nobody after closing, and nothing is tried any more', async () => {
    const bench = listening()
    bench.client.close()
    expect(bench.socket().isClosed).toBe(true)
    bench.socket().drop()
    bench.client.retryNow()
    await bench.time.advance(60_000)
    expect(bench.sockets).toHaveLength(1)
    expect(bench.time.waiting()).toBe(0)
  })
})
