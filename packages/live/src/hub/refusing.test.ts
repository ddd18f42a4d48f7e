import { describe, expect, test } from 'vitest'
import { newsOf, subscribed, topic } from '../testing/a-subscriber.ts'
import { dana, hubBench, mallory } from '../testing/hub-bench.ts'

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
