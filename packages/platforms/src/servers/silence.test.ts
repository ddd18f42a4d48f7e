/** Who is silent, who is back, and whom it is told. Time is moved by hand. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { aCommand, aHub, settled } from '../testing/a-hub.ts'
import { createSilenceWheel } from './silence-wheel.ts'

const stop1 = aCommand()
const of = { to: 'deployment', deploymentId: 'd-AAAAAAAA1', targetId: 'web-1' }

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date', 'performance'] })
})
afterEach(() => {
  vi.useRealTimers()
})

const pass = async (milliseconds: number) => {
  await vi.advanceTimersByTimeAsync(milliseconds)
  await settled()
}

describe('silence', () => {
  test('a host that goes away in the middle is told silent within 15 s, once, with the time it was last heard', async () => {
    const { connect, dispatch, door } = aHub()
    const agent = await connect()
    await dispatch(stop1)
    const since = Date.now()
    agent.cut()
    await pass(11_000)
    expect(door.signals).toEqual([])
    await pass(4_000)
    expect(door.signals).toMatchObject([{ ...of, kind: 'hostSilent', since }])
    await pass(60_000)
    expect(door.signals).toHaveLength(1)
  })

  test('heartbeats are answered and are no signals', async () => {
    const { connect, dispatch, door, hub } = aHub()
    const agent = await connect()
    await dispatch(stop1)
    for (let beats = 0; beats < 10; beats += 1) {
      agent.send({ type: 'heartbeat', at: Date.now() })
      await pass(3_000)
    }
    expect(door.signals).toEqual([])
    expect(agent.frames.filter(({ type }) => type === 'heartbeat')).toHaveLength(10)
    expect(hub.presence('000000000001', 'web-1')).toMatchObject({ connected: true, lastSeenAt: Date.now() - 3_000 })
  })

  test('a host that comes back is told back to those who heard of its silence', async () => {
    const { connect, dispatch, door, hub } = aHub()
    const agent = await connect()
    await dispatch(stop1)
    agent.cut()
    await pass(15_000)
    await connect()
    expect(door.signals.map(({ kind }) => kind)).toEqual(['hostSilent', 'hostBack'])
    expect(hub.presence('000000000001', 'web-1')?.silentSince).toBeUndefined()
  })

  test('a deployment that gets to a host which is silent already hears it at once', async () => {
    const { connect, dispatch, door } = aHub()
    const agent = await connect()
    agent.cut()
    await pass(20_000)
    expect(door.signals).toEqual([])
    await dispatch(stop1)
    expect(door.signals).toMatchObject([{ ...of, kind: 'hostSilent' }])
  })

  test('a host that never came since the start is silent when something waits for it', async () => {
    const startedAt = Date.now()
    const { dispatch, door } = aHub()
    await dispatch(stop1)
    await pass(15_000)
    expect(door.signals).toMatchObject([{ ...of, kind: 'hostSilent', since: startedAt }])
  })

  test('a socket that is open but says nothing is closed, so that the host comes anew', async () => {
    const { connect } = aHub()
    const agent = await connect()
    await pass(15_000)
    expect(agent.closed?.code).toBe(1001)
  })

  test('presence tells connected, disconnected, silent and back, and no heartbeat', async () => {
    const { connect, hub } = aHub()
    const told: [boolean, boolean][] = []
    hub.onPresence(({ presence }) => told.push([presence.connected, presence.silentSince !== undefined]))
    const agent = await connect()
    agent.send({ type: 'heartbeat', at: Date.now() })
    await settled()
    agent.cut()
    await pass(15_000)
    await connect()
    expect(told).toEqual([
      [true, false],
      [false, false],
      [false, true],
      [true, false],
      [true, false],
    ])
  })
})

describe('the silence wheel', () => {
  test('after a pause of the whole process everybody gets their time again', () => {
    const silent: string[] = []
    const wheel = createSilenceWheel(10_000, (name) => silent.push(name))
    wheel.heard('web-1')
    const before = performance.now()
    vi.spyOn(performance, 'now').mockReturnValue(before + 3_600_000)
    vi.advanceTimersToNextTimer()
    expect(silent).toEqual([])
    vi.restoreAllMocks()
    wheel.stop()
  })

  test('ten thousand hosts that are heard all the time cost nothing to watch and are never silent', () => {
    const silent: string[] = []
    const wheel = createSilenceWheel(10_000, (name) => silent.push(name))
    const names = Array.from({ length: 10_000 }, (_, place) => `web-${place}`)
    for (let seconds = 0; seconds < 60; seconds += 1) {
      names.forEach(wheel.heard)
      vi.advanceTimersByTime(1_000)
    }
    expect(silent).toEqual([])
    vi.advanceTimersByTime(10_000)
    expect(silent).toHaveLength(10_000)
    wheel.stop()
  })
})
