import { describe, expect, test } from 'vitest'
import { newsOf, subscribed, topic } from '../testing/a-subscriber.ts'
import { hubBench } from '../testing/hub-bench.ts'
import { hubLimits } from './hub-limits.ts'

describe('resuming', () => {
  const since = (seq: number, epoch = 'set-1') => ({ type: 'subscribe' as const, topic, since: { epoch, seq } })

  async function leftAfter(bench: ReturnType<typeof hubBench>): Promise<void> {
    const reader = await subscribed(bench)
    reader.leave()
  }

  test('sends only what was missed, also what was published while nobody was there', async () => {
    const bench = hubBench()
    await leftAfter(bench)
    bench.hub.publish(topic, 11, 'a', { urgent: true })
    bench.hub.publish(topic, 15, 'b', { urgent: true })
    const reader = bench.connect()
    await reader.send(since(11))
    expect(newsOf(reader)).toEqual(['hello', 'delta(11,15] "b"'])
  })

  test('sends nothing when nothing was missed', async () => {
    const bench = hubBench()
    await leftAfter(bench)
    const reader = bench.connect()
    await reader.send(since(10))
    expect(newsOf(reader)).toEqual(['hello'])
  })

  test.each([
    ['of another data set', since(10, 'set-0')],
    ['from before the topic was watched', since(9)],
  ])('answers a snapshot to a place %s', async (_case, frame) => {
    const bench = hubBench()
    await leftAfter(bench)
    const reader = bench.connect()
    await reader.send(frame)
    expect(newsOf(reader)).toEqual(['hello', 'snapshot@10 "all"'])
  })

  test('answers a snapshot when the ring has moved on by number', async () => {
    const bench = hubBench()
    await leftAfter(bench)
    for (let seq = 11; seq <= 11 + hubLimits.ringDeltas; seq += 1) bench.hub.publish(topic, seq, 'x', { urgent: true })
    bench.sources.deployment.seq = 600
    const reader = bench.connect()
    await reader.send(since(10))
    expect(newsOf(reader)).toEqual(['hello', 'snapshot@600 "all"'])
  })

  test('answers a snapshot when the ring has moved on by size, and holds no more than its bound', async () => {
    const bench = hubBench()
    await leftAfter(bench)
    const large = 'x'.repeat(hubLimits.ringBytes * 0.6)
    bench.hub.publish(topic, 11, large, { urgent: true })
    bench.hub.publish(topic, 12, large, { urgent: true })
    expect(bench.hub.metrics().ringBytes).toBeLessThanOrEqual(hubLimits.ringBytes)
    bench.sources.deployment.seq = 12
    const reader = bench.connect()
    await reader.send(since(10))
    expect(newsOf(reader)).toEqual(['hello', 'snapshot@12 "all"'])
  })

  test('answers a snapshot when more was missed than a reader may be sent in one go', async () => {
    const bench = hubBench()
    await leftAfter(bench)
    const last = 10 + hubLimits.unackedFrames
    for (let seq = 11; seq <= last; seq += 1) bench.hub.publish(topic, seq, 'x', { urgent: true })
    bench.sources.deployment.seq = last
    const reader = bench.connect()
    await reader.send(since(10))
    expect(newsOf(reader)).toEqual(['hello', `snapshot@${last} "all"`])
  })

  test('forgets a topic half a minute after its last reader left', async () => {
    const bench = hubBench()
    await leftAfter(bench)
    await bench.time.advance(hubLimits.lingerMs - 1)
    expect(bench.hub.metrics().topics).toBe(1)
    await bench.time.advance(1)
    expect(bench.hub.metrics().topics).toBe(0)
    const reader = bench.connect()
    await reader.send(since(10))
    expect(newsOf(reader)).toEqual(['hello', 'snapshot@10 "all"'])
  })

  test('asks for the rights again of those who were cut', async () => {
    const bench = hubBench()
    await subscribed(bench)
    bench.hub.disconnect(() => true)
    const reader = bench.connect()
    await reader.send(since(10))
    expect(newsOf(reader)).toEqual(['hello', 'snapshot@10 "all"'])
  })
})
