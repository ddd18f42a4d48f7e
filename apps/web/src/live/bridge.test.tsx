import type { ServerFrame } from '@sluice/model'
import { QueryObserver } from '@tanstack/react-query'
import { act, cleanup, renderHook } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { queryClient } from '../query/client.ts'
import { topicCopy } from '../query/copies/bounds.ts'
import { partOf } from '../query/testing/part-of.ts'
import { connectLive, disconnectLive, useTopic } from './bridge.ts'

const topic = 'deployment:d-1A2B3C4D5'
const snapshot = { type: 'snapshot', topic, epoch: 'set-1', seq: 1, at: 0, data: { status: 'InProgress' } } as const
const refused = { type: 'refused', topic, code: 'AccessDenied', message: 'No.' } as const

/** The other end of the socket of this tab. */
class Server {
  static newest: Server
  onmessage: ((event: { data: string }) => void) | null = null
  onclose: ((event: { code: number }) => void) | null = null
  constructor() {
    Server.newest = this
  }
  send() {}
  close() {}
  give(...frames: ServerFrame[]) {
    for (const frame of frames) this.onmessage?.({ data: JSON.stringify(frame) })
  }
  hello = () => this.give({ type: 'hello', epoch: 'set-1', at: Date.now(), heartbeatMs: 4000, version: '1.2.3' })
}

let frames: FrameRequestCallback[] = []
const drawFrame = () => act(() => frames.splice(0).forEach((frame) => frame(0)))
const watch = () => renderHook(() => useTopic('deployment', 'd-1A2B3C4D5'))

beforeEach(() => {
  vi.stubGlobal('WebSocket', Server)
  vi.stubGlobal('requestAnimationFrame', (frame: FrameRequestCallback) => frames.push(frame))
})
afterEach(() => {
  cleanup()
  act(disconnectLive)
  queryClient.clear()
  frames = []
  vi.unstubAllGlobals()
})

describe('a topic', () => {
  it('is live once its snapshot is there, not before', () => {
    const { result } = watch()
    act(() => Server.newest.hello())
    expect(result.current.state).toBe('loading')
    Server.newest.give(snapshot)
    drawFrame()
    expect(result.current).toMatchObject({ state: 'live', data: { status: 'InProgress' } })
  })

  it('of the next person is not ended by the lingering of the one before', () => {
    vi.useFakeTimers()
    try {
      watch().unmount()
      act(disconnectLive)
      const { result, rerender } = watch()
      act(() => Server.newest.hello())
      Server.newest.give(snapshot)
      drawFrame()
      act(() => vi.advanceTimersByTime(6000))
      rerender()
      expect(result.current.state).toBe('live')
    } finally {
      vi.useRealTimers()
    }
  })

  it('stays refused when a change waited for its frame', () => {
    const { result } = watch()
    act(() => Server.newest.hello())
    Server.newest.give(snapshot, refused)
    drawFrame()
    expect(result.current).toMatchObject({ state: 'error', data: undefined, error: { code: 'AccessDenied' } })
  })

  it('says that there is no connection when there never was one', () => {
    const { result } = watch()
    act(() => Server.newest.onclose?.({ code: 1006 }))
    expect(result.current).toMatchObject({ state: 'error', error: { code: 'NotConnected' } })
  })

  it('keeps what it heard when the connection is lost, as of then', () => {
    const { result } = watch()
    act(() => Server.newest.hello())
    Server.newest.give(snapshot)
    drawFrame()
    act(() => Server.newest.onclose?.({ code: 1006 }))
    expect(result.current).toMatchObject({ state: 'stale', data: { status: 'InProgress' }, error: undefined })
    expect(result.current.asOf).toBeTypeOf('number')
  })

  it('is what was kept of it, as of then, when there is no connection from the start', () => {
    queryClient.setQueryData([topicCopy, topic], { status: 'InProgress' }, { updatedAt: 1000 })
    const { result } = watch()
    expect(result.current.data).toBeUndefined()
    act(() => Server.newest.onclose?.({ code: 1006 }))
    expect(result.current).toMatchObject({ state: 'stale', data: { status: 'InProgress' }, asOf: 1000 })
  })

  it('leaves a copy when the connection is lost', () => {
    watch()
    act(() => Server.newest.hello())
    Server.newest.give(snapshot)
    drawFrame()
    expect(queryClient.getQueryData([topicCopy, topic])).toBeUndefined()
    act(() => Server.newest.onclose?.({ code: 1006 }))
    expect(queryClient.getQueryData([topicCopy, topic])).toEqual({ status: 'InProgress' })
  })
})

describe('the connection', () => {
  it('makes the tab ask who one is when the server cut the session', () => {
    queryClient.setQueryData(['getSession', {}], {})
    connectLive()
    Server.newest.hello()
    Server.newest.onclose?.({ code: 4401 })
    expect(queryClient.getQueryState(['getSession', {}])?.isInvalidated).toBe(true)
  })

  it('keeps a shown page up to date that is no topic, of the application whose deployment stands differently', () => {
    const told = (status: string, Failed = 1) => ({
      deployments: [
        { deploymentId: 'd-1', applicationName: 'shop', createTime: '', status, deploymentOverview: { Failed } },
      ],
    })
    const frame = { topic: 'deployments:*', at: 0 } as const
    connectLive()
    Server.newest.hello()
    const asked: string[] = []
    const leave = ['shop', 'billing'].map((applicationName) => {
      const queryKey = ['getDeploymentGroup', { applicationName }]
      queryClient.setQueryData(queryKey, 0)
      return new QueryObserver(queryClient, { queryKey, queryFn: () => asked.push(applicationName) }).subscribe(
        () => undefined,
      )
    })
    Server.newest.give({ ...frame, type: 'snapshot', epoch: 'set-1', seq: 1, data: partOf(told('InProgress')) })
    drawFrame()
    Server.newest.give({ ...frame, type: 'delta', from: 1, to: 2, data: partOf(told('InProgress', 2)) })
    drawFrame()
    expect(asked).toEqual([])
    Server.newest.give({ ...frame, type: 'delta', from: 2, to: 3, data: partOf(told('Failed', 2)) })
    drawFrame()
    expect(asked).toEqual(['shop'])
    leave.forEach((end) => end())
  })
})
