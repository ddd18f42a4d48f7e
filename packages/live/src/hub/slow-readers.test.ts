import { describe, expect, test } from 'vitest'
import { newsOf, subscribed, topic } from '../testing/a-subscriber.ts'
import { hubBench } from '../testing/hub-bench.ts'
import { settled } from '../testing/movable-time.ts'
import { hubLimits } from './hub-limits.ts'

describe('a reader that is too slow', () => {
  function publishMany(bench: ReturnType<typeof hubBench>, from: number, count: number): void {
    for (let seq = from; seq < from + count; seq += 1) bench.hub.publish(topic, seq, 'x', { urgent: true })
  }

  test('gets no more than two hundred frames ahead of its acknowledgements, then one snapshot', async () => {
    const bench = hubBench()
    const reader = await subscribed(bench)
    publishMany(bench, 11, 500)
    // One of the two hundred was the snapshot.
    expect(newsOf(reader)).toHaveLength(199)
    bench.sources.deployment.seq = 510
    await reader.send({ type: 'ack', frames: 99 })
    expect(newsOf(reader)).toEqual([])
    await reader.send({ type: 'ack', frames: 200 })
    publishMany(bench, 511, 1)
    expect(newsOf(reader)).toEqual(['snapshot@510 "all"', 'delta(510,511] "x"'])
  })

  test('gets one snapshot of each topic in which it missed something, and none of the others', async () => {
    const bench = hubBench()
    const reader = await subscribed(bench)
    await reader.send({ type: 'subscribe', topic: 'fleet:d-1' })
    await reader.send({ type: 'subscribe', topic: 'log:d-1' })
    reader.news()
    reader.buffered = hubLimits.bufferedBytes + 1
    publishMany(bench, 11, 3)
    bench.hub.publish('fleet:d-1', 12, { rows: [] }, { urgent: true })
    reader.buffered = 0
    bench.sources.deployment.seq = 13
    bench.sources.fleet.seq = 13
    await bench.time.advance(4000)
    expect(newsOf(reader)).toEqual(['snapshot@13 "all"', 'snapshot@13 "all"'])
    expect(bench.sources.log.asked).toHaveLength(1)
  })

  test('does not hold back the others', async () => {
    const bench = hubBench()
    const [slow, quick] = [await subscribed(bench), await subscribed(bench)]
    slow.buffered = hubLimits.bufferedBytes + 1
    publishMany(bench, 11, 3)
    expect([newsOf(slow).length, newsOf(quick).length]).toEqual([0, 3])
    expect(bench.hub.metrics().readersBehind).toBe(1)
  })

  test('is cut when it does not catch up in a minute', async () => {
    const bench = hubBench()
    const reader = await subscribed(bench)
    reader.buffered = hubLimits.bufferedBytes + 1
    publishMany(bench, 11, 1)
    await bench.time.advance(hubLimits.behindMs)
    expect(reader.closed).toBeUndefined()
    await bench.time.advance(4000)
    expect(reader.closed?.code).toBe(1013)
  })

  test('is not cut when it has caught up after leaving the topic in which it missed something', async () => {
    const bench = hubBench()
    const reader = await subscribed(bench)
    reader.buffered = hubLimits.bufferedBytes + 1
    publishMany(bench, 11, 1)
    await reader.send({ type: 'unsubscribe', topic })
    reader.buffered = 0
    await bench.time.advance(hubLimits.behindMs + 8000)
    expect(reader.closed).toBeUndefined()
  })

  test('cannot acknowledge what was not sent', async () => {
    const bench = hubBench()
    const reader = await subscribed(bench)
    await reader.send({ type: 'ack', frames: 1_000_000 })
    publishMany(bench, 11, 500)
    await settled()
    expect(newsOf(reader)).toHaveLength(200)
  })
})
