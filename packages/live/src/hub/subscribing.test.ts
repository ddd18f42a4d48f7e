import { describe, expect, test } from 'vitest'
import { newsOf, subscribed, topic } from '../testing/a-subscriber.ts'
import { dana, hubBench } from '../testing/hub-bench.ts'

describe('subscribing', () => {
  test('answers a snapshot, then each change', async () => {
    const bench = hubBench()
    const reader = bench.connect()
    await reader.send({ type: 'subscribe', topic })
    bench.hub.publish(topic, 12, 'a')
    await bench.time.advance(50)
    bench.hub.publish(topic, 17, 'b')
    await bench.time.advance(50)
    expect(newsOf(reader)).toEqual(['hello', 'snapshot@10 "all"', 'delta(10,12] "a"', 'delta(12,17] "b"'])
    expect(bench.sources.deployment.asked).toEqual(['d-1'])
  })

  test('sends what was published while the snapshot was read after it, and not what it holds already', async () => {
    const bench = hubBench()
    const early = await subscribed(bench)
    bench.sources.deployment.seq = 12
    bench.sources.deployment.hold()
    const reader = bench.connect()
    await reader.send({ type: 'subscribe', topic })
    bench.hub.publish(topic, 12, 'held already', { urgent: true })
    bench.hub.publish(topic, 13, 'new', { urgent: true })
    expect(newsOf(reader)).toEqual(['hello'])
    await bench.sources.deployment.release()
    expect(newsOf(reader)).toEqual(['snapshot@12 "all"', 'delta(12,13] "new"'])
    expect(newsOf(early)).toEqual(['delta(10,12] "held already"', 'delta(12,13] "new"'])
  })

  test('leaves out a delta that is flushed after a snapshot which holds it', async () => {
    const bench = hubBench()
    const early = await subscribed(bench)
    bench.hub.publish(topic, 12, 'row')
    bench.sources.deployment.seq = 12
    const reader = bench.connect()
    await reader.send({ type: 'subscribe', topic })
    await bench.time.advance(50)
    expect(newsOf(early)).toEqual(['delta(10,12] "row"'])
    expect(newsOf(reader)).toEqual(['hello', 'snapshot@12 "all"'])
  })

  test('loses nothing that is published while the first snapshot of a topic is read', async () => {
    const bench = hubBench()
    bench.sources.deployment.hold()
    const reader = bench.connect()
    await reader.send({ type: 'subscribe', topic })
    bench.hub.publish(topic, 11, 'new', { urgent: true })
    await bench.sources.deployment.release()
    await bench.time.advance(50)
    expect(newsOf(reader)).toEqual(['hello', 'snapshot@10 "all"', 'delta(10,11] "new"'])
  })

  test('reads again when a snapshot is older than all that is remembered', async () => {
    const bench = hubBench()
    const { deployment } = bench.sources
    deployment.hold()
    deployment.seq = 9
    const slow = bench.connect()
    await slow.send({ type: 'subscribe', topic })
    deployment.seq = 11
    // Of another role, so that the two do not share one read.
    const quick = bench.connect({ ...dana, userId: 'vic', role: 'viewer' })
    await quick.send({ type: 'subscribe', topic })
    // The topic starts at 11 with the quick answer: what came between 9 and 11 is not remembered.
    await deployment.release()
    bench.hub.publish(topic, 12, 'row', { urgent: true })
    expect(newsOf(slow)).toEqual(['hello', 'snapshot@11 "all"', 'delta(11,12] "row"'])
    expect(newsOf(quick)).toEqual(['hello', 'snapshot@11 "all"', 'delta(11,12] "row"'])
    expect(deployment.asked).toHaveLength(3)
  })

  test('reads and serializes a snapshot once for readers who come while it is read, and once more for the next', async () => {
    const bench = hubBench()
    bench.sources.deployment.hold()
    const readers = [bench.connect(), bench.connect({ ...dana, userId: 'eve' }), bench.connect()]
    for (const reader of readers) await reader.send({ type: 'subscribe', topic })
    bench.hub.publish(topic, 11, 'new', { urgent: true })
    await bench.sources.deployment.release()
    await bench.time.advance(50)
    for (const reader of readers) expect(newsOf(reader)).toEqual(['hello', 'snapshot@10 "all"', 'delta(10,11] "new"'])
    expect(bench.sources.deployment.asked).toHaveLength(1)
    expect(new Set(bench.sentFrames.filter((frame) => frame.includes('snapshot'))).size).toBe(1)
    await subscribed(bench)
    expect(bench.sources.deployment.asked).toHaveLength(2)
  })

  test('a read that fails is no answer for whoever asks after it', async () => {
    const bench = hubBench()
    bench.sources.deployment.data = new Error('disk')
    const [one, other] = [bench.connect(), bench.connect()]
    for (const reader of [one, other]) await reader.send({ type: 'subscribe', topic })
    bench.sources.deployment.data = 'all'
    await other.send({ type: 'subscribe', topic })
    expect(newsOf(one)).toEqual(['hello', `refused ${topic} InternalFailure`])
    expect(newsOf(other).at(-1)).toBe('snapshot@10 "all"')
  })

  test('starts afresh when a topic is subscribed to twice, and sends each change once', async () => {
    const bench = hubBench()
    const reader = await subscribed(bench)
    await reader.send({ type: 'subscribe', topic })
    bench.hub.publish(topic, 11, 'row', { urgent: true })
    expect(newsOf(reader)).toEqual(['snapshot@10 "all"', 'delta(10,11] "row"'])
  })

  test('sends nothing more after unsubscribing', async () => {
    const bench = hubBench()
    const reader = await subscribed(bench)
    await reader.send({ type: 'unsubscribe', topic })
    bench.hub.publish(topic, 11, 'row', { urgent: true })
    expect(newsOf(reader)).toEqual([])
  })

  test('forgets a snapshot that comes after unsubscribing', async () => {
    const bench = hubBench()
    bench.sources.deployment.hold()
    const reader = bench.connect()
    await reader.send({ type: 'subscribe', topic })
    await reader.send({ type: 'unsubscribe', topic })
    await bench.sources.deployment.release()
    expect(newsOf(reader)).toEqual(['hello'])
  })
})
