import { describe, expect, test } from 'vitest'
import { newsOf, short, subscribed, topic } from '../testing/a-subscriber.ts'
import { dana, hubBench, mallory } from '../testing/hub-bench.ts'

describe('connecting', () => {
  test('greets with the epoch, the time, the promise of a heartbeat and the version', () => {
    const bench = hubBench()
    expect(bench.connect().frames).toEqual([
      { type: 'hello', epoch: 'set-1', at: bench.time.now(), heartbeatMs: 4000, version: '1.2.3' },
    ])
  })

  test('sends a heartbeat to everyone while somebody is there, and keeps no timer afterwards', async () => {
    const bench = hubBench()
    const reader = bench.connect()
    await bench.time.advance(8000)
    expect(reader.frames.map(short)).toEqual(['hello', 'heartbeat', 'heartbeat'])
    reader.leave()
    expect(bench.time.waiting()).toBe(0)
  })

  test('cuts whoever must sign in again, and nobody else', async () => {
    const bench = hubBench()
    const [one, other] = [await subscribed(bench), bench.connect(mallory)]
    bench.hub.disconnect((actor) => actor.accountId === dana.accountId)
    expect([one.closed?.code, other.closed]).toEqual([4401, undefined])
    bench.hub.publish(topic, 11, 'row', { urgent: true })
    expect(newsOf(one)).toEqual([])
  })

  test('closes everything at the end and keeps no timer', async () => {
    const bench = hubBench()
    const reader = await subscribed(bench)
    bench.hub.publish(topic, 11, 'row')
    bench.hub.closeAll()
    expect(reader.closed?.code).toBe(1001)
    expect(bench.time.waiting()).toBe(0)
  })
})

describe('publishing', () => {
  test('gathers the changes of a moment into one delta', async () => {
    const bench = hubBench()
    const reader = await subscribed(bench, 'fleet:d-1')
    bench.hub.publish('fleet:d-1', 11, {
      rows: [
        [0, 1],
        [1, 1],
      ],
    })
    bench.hub.publish('fleet:d-1', 12, { rows: [[1, 2]] })
    await bench.time.advance(49)
    expect(newsOf(reader)).toEqual([])
    await bench.time.advance(1)
    expect(newsOf(reader)).toEqual(['delta(10,12] {"rows":[[0,1],[1,2]]}'])
  })

  test('sends an end at once, together with what waits', async () => {
    const bench = hubBench()
    const reader = await subscribed(bench)
    bench.hub.publish(topic, 11, 'running')
    bench.hub.publish(topic, 12, 'succeeded', { urgent: true })
    expect(newsOf(reader)).toEqual(['delta(10,12] "succeeded"'])
    await bench.time.advance(50)
    expect(newsOf(reader)).toEqual([])
  })

  test('serializes a delta once for all its readers', async () => {
    const bench = hubBench()
    await subscribed(bench)
    await subscribed(bench)
    let serialized = 0
    bench.hub.publish(topic, 11, { toJSON: () => `row ${(serialized += 1)}` }, { urgent: true })
    const sent = bench.sentFrames.filter((frame) => frame.includes('row 1'))
    expect(sent).toHaveLength(2)
    expect(new Set(sent).size).toBe(1)
    expect(serialized).toBe(1)
  })

  test('leaves out a number that was sent already', async () => {
    const bench = hubBench()
    const reader = await subscribed(bench)
    bench.hub.publish(topic, 11, 'row', { urgent: true })
    bench.hub.publish(topic, 11, 'row', { urgent: true })
    expect(newsOf(reader)).toEqual(['delta(10,11] "row"'])
  })

  test('keeps nothing of a topic that nobody watches', () => {
    const bench = hubBench()
    bench.hub.publish(topic, 11, 'row')
    expect(bench.hub.metrics().topics).toBe(0)
    expect(bench.time.waiting()).toBe(0)
  })
})

test('counts what it holds and what it sent', async () => {
  const bench = hubBench()
  await subscribed(bench)
  bench.hub.publish(topic, 11, 'row', { urgent: true })
  expect(bench.hub.metrics()).toEqual({
    connections: 1,
    subscriptions: 1,
    topics: 1,
    ringBytes: bench.sentFrames.at(-1)?.length,
    readersBehind: 0,
    framesSent: 2,
    snapshotsSent: 1,
  })
})
