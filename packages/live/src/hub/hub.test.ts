import type { ServerFrame } from '@sluice/model'
import { describe, expect, test } from 'vitest'
import { dana, hubBench, mallory, type TestReader } from '../testing/hub-bench.ts'
import { settled } from '../testing/movable-time.ts'
import { hubLimits } from './hub-limits.ts'

const topic = 'deployment:d-1'

/** A frame in one word: `snapshot@10 all`, `delta(10,12] row`. */
function short(frame: ServerFrame): string {
  switch (frame.type) {
    case 'snapshot':
      return `snapshot@${frame.seq} ${JSON.stringify(frame.data)}`
    case 'delta':
      return `delta(${frame.from},${frame.to}] ${JSON.stringify(frame.data)}`
    case 'refused':
      return `refused ${frame.topic} ${frame.code}`
    case 'hello':
    case 'heartbeat':
      return frame.type
  }
}

const newsOf = (reader: TestReader): string[] => reader.news().map(short)

async function subscribed(bench: ReturnType<typeof hubBench>, name = topic): Promise<TestReader> {
  const reader = bench.connect()
  await reader.send({ type: 'subscribe', topic: name })
  reader.news()
  return reader
}

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

describe('refusing', () => {
  test('tells a refusal of the source and sends nothing of the topic', async () => {
    const bench = hubBench()
    await subscribed(bench)
    const reader = bench.connect(mallory)
    await reader.send({ type: 'subscribe', topic })
    bench.hub.publish(topic, 11, 'row', { urgent: true })
    expect(newsOf(reader)).toEqual(['hello', `refused ${topic} DeploymentDoesNotExistException`])
  })

  test('does not let somebody resume who was never given a snapshot', async () => {
    const bench = hubBench()
    await subscribed(bench)
    const reader = bench.connect(mallory)
    await reader.send({ type: 'subscribe', topic, since: { epoch: 'set-1', seq: 10 } })
    bench.hub.publish(topic, 11, 'row', { urgent: true })
    expect(newsOf(reader)).toEqual(['hello', `refused ${topic} DeploymentDoesNotExistException`])
  })

  test.each(['instances', 'deployments:*', 'deployments:storefront'])(
    'A16: %s of one account is not that of another: neither changes nor a place to resume from cross over',
    async (name) => {
      const bench = hubBench()
      const own = await subscribed(bench, name)
      const foreign = bench.connect(mallory)
      await foreign.send({ type: 'subscribe', topic: name, since: { epoch: 'set-1', seq: 10 } })
      expect(newsOf(foreign)).toEqual(['hello', `refused ${name} DeploymentDoesNotExistException`])
      bench.sources[name === 'instances' ? 'instances' : 'deployments'].isOpen = true
      await foreign.send({ type: 'subscribe', topic: name })
      expect(newsOf(foreign)).toEqual(['snapshot@10 "all"'])
      bench.hub.publish(name, 11, 'danas', { urgent: true, accountId: dana.accountId })
      expect([newsOf(own), newsOf(foreign)]).toEqual([['delta(10,11] "danas"'], []])
      bench.hub.publish(name, 12, 'mallorys', { urgent: true, accountId: mallory.accountId })
      expect([newsOf(own), newsOf(foreign)]).toEqual([[], ['delta(10,12] "mallorys"']])
      bench.hub.publish(name, 13, 'of nobody known', { urgent: true })
      expect([newsOf(own), newsOf(foreign)]).toEqual([[], []])
    },
  )

  test.each(['nothing:1', 'deployment', 'instances:web-1', 'deployment:a b', ''])('knows no topic %j', async (name) => {
    const bench = hubBench()
    const reader = bench.connect()
    await reader.send({ type: 'subscribe', topic: name })
    expect(newsOf(reader)).toEqual(['hello', `refused ${name} InvalidInputException`])
    expect(reader.closed).toBeUndefined()
  })

  test.each(['', 'null', '[]', '{"type":"ack"}', '{"type":"ack","frames":-1}', ' '.repeat(5000)])(
    'closes a connection that sends %j',
    (text) => {
      const bench = hubBench()
      const reader = bench.connect()
      reader.sendText(text)
      expect(reader.closed?.code).toBe(1008)
      expect(bench.hub.metrics().connections).toBe(0)
    },
  )

  test('refuses the hundred and first topic of a connection, and goes on with the others', async () => {
    const bench = hubBench()
    const reader = bench.connect()
    for (let count = 1; count <= 101; count += 1)
      await reader.send({ type: 'subscribe', topic: `deployment:d-${count}` })
    expect(newsOf(reader).at(-1)).toBe('refused deployment:d-101 TooManyRequests')
    expect(bench.hub.metrics().subscriptions).toBe(100)
  })

  test('refuses a topic whose source fails, reports the fault, and can be asked again', async () => {
    const bench = hubBench()
    const fault = new Error('disk')
    bench.sources.deployment.data = fault
    const reader = bench.connect()
    await reader.send({ type: 'subscribe', topic })
    expect(newsOf(reader)).toEqual(['hello', `refused ${topic} InternalFailure`])
    expect(bench.faults).toEqual([fault])
    bench.sources.deployment.data = 'all'
    await reader.send({ type: 'subscribe', topic })
    expect(newsOf(reader)).toEqual(['snapshot@10 "all"'])
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
