import { describe, expect, test } from 'vitest'
import { newsOf, subscribed, topic } from '../testing/a-subscriber.ts'
import { hubBench } from '../testing/hub-bench.ts'
import { hubLimits } from './hub-limits.ts'

describe('A23: whoever asks too much gets what everybody gets, and no more is kept for them', () => {
  test('ever new topics, left at once, do not pile up', async () => {
    const bench = hubBench()
    const reader = bench.connect()
    for (let count = 0; count < hubLimits.lingeringTopics * 3; count += 1) {
      await reader.send({ type: 'subscribe', topic: `deployments:app-${count}` })
      await reader.send({ type: 'unsubscribe', topic: `deployments:app-${count}` })
      await reader.send({ type: 'ack', frames: count + 1 })
    }
    expect(bench.hub.metrics()).toMatchObject({ topics: hubLimits.lingeringTopics, subscriptions: 0 })
    // One for each topic that lingers, and the heartbeat.
    expect(bench.time.waiting()).toBe(hubLimits.lingeringTopics + 1)
    await bench.time.advance(hubLimits.lingerMs)
    expect(bench.hub.metrics().topics).toBe(0)
  })

  test('the same topic, asked for and left again and again while it is read, is read once', async () => {
    const bench = hubBench()
    bench.sources.deployment.hold()
    const reader = bench.connect()
    for (let count = 0; count < 100; count += 1) {
      await reader.send({ type: 'subscribe', topic })
      await reader.send({ type: 'unsubscribe', topic })
    }
    await reader.send({ type: 'subscribe', topic })
    expect(bench.sources.deployment.asked).toHaveLength(1)
    await bench.sources.deployment.release()
    expect(newsOf(reader)).toEqual(['hello', 'snapshot@10 "all"'])
    expect(bench.hub.metrics()).toMatchObject({ topics: 1, subscriptions: 1 })
  })

  test('so many snapshots are read at once for one connection, and others are still served', async () => {
    const bench = hubBench()
    const [greedy, polite] = [bench.connect(), bench.connect()]
    bench.sources.deployment.hold()
    for (let count = 0; count < 1000; count += 1) {
      await greedy.send({ type: 'subscribe', topic: `deployment:d-${count}` })
      await greedy.send({ type: 'unsubscribe', topic: `deployment:d-${count}` })
    }
    expect(bench.sources.deployment.asked).toHaveLength(hubLimits.readsPerConnection)
    await polite.send({ type: 'subscribe', topic: 'fleet:d-1' })
    expect(newsOf(polite)).toEqual(['hello', 'snapshot@10 "all"'])
    await bench.sources.deployment.release()
    await greedy.send({ type: 'subscribe', topic })
    expect(newsOf(greedy).at(-1)).toBe('snapshot@10 "all"')
  })

  test('one that asks for nonsense and does not take the refusals in is cut', async () => {
    const bench = hubBench()
    const reader = bench.connect()
    await reader.send({ type: 'subscribe', topic: 'deployment' })
    expect(reader.closed).toBeUndefined()
    reader.buffered = hubLimits.bufferedBytes + 1
    await reader.send({ type: 'subscribe', topic: 'deployment' })
    expect([reader.closed?.code, newsOf(reader).length]).toEqual([1008, 2])
  })

  test('one that takes nothing in is sent two hundred frames, and its topic keeps no more than its ring', async () => {
    const bench = hubBench()
    await subscribed(bench)
    const large = 'x'.repeat(10_000)
    for (let seq = 11; seq < 5011; seq += 1) bench.hub.publish(topic, seq, large, { urgent: true })
    const { framesSent, ringBytes, readersBehind } = bench.hub.metrics()
    expect([framesSent, readersBehind]).toEqual([hubLimits.unackedFrames, 1])
    expect(ringBytes).toBeLessThanOrEqual(hubLimits.ringBytes)
  })
})
