/** A hub with time that a test moves, a source whose answers a test may hold back, and readers that keep what they got. */
import { refusal, type Actor, type ClientFrame, type ServerFrame } from '@sluice/model'
import { deltaMerges } from '../hub/delta-merges.ts'
import { createHub, type Hub } from '../hub/hub.ts'
import type { TopicKind, TopicSource, TopicSources } from '../hub/topic-source.ts'
import { movableTime, settled, type MovableTime } from './movable-time.ts'

type Person = Extract<Actor, { kind: 'user' }>

export const dana: Person = { kind: 'user', accountId: '000000000001', userId: 'dana', name: 'Dana', role: 'deployer' }
export const mallory: Person = { ...dana, accountId: '000000000002', userId: 'mallory', name: 'Mallory' }

export interface Source extends TopicSource {
  /** What a snapshot says. */
  seq: number
  data: unknown
  asked: string[]
  /** Whether others than Dana's account are answered. */
  isOpen: boolean
  /** Snapshots asked for from now on are answered by `release`, the last one first, with what was true when it was asked. */
  hold(): void
  release(): Promise<void>
}

function createSource(kind: TopicKind): Source {
  const held: (() => void)[] = []
  let isHolding = false
  return {
    seq: 10,
    data: 'all',
    isPerAccount: kind === 'deployments' || kind === 'instances',
    asked: [],
    isOpen: false,
    merge: deltaMerges[kind],
    async snapshot(key, reader) {
      this.asked.push(key)
      const answer = { seq: this.seq, data: this.data }
      if (isHolding) await new Promise<void>((resolve) => held.push(resolve))
      if (this.data instanceof Error) throw this.data
      if (!this.isOpen && reader.accountId !== dana.accountId)
        return refusal('DeploymentDoesNotExistException', `No deployment ${key}.`)
      return answer
    },
    hold: () => {
      isHolding = true
    },
    async release() {
      isHolding = false
      for (const go of held.splice(0).toReversed()) go()
      await settled()
    },
  }
}

export interface TestReader {
  frames: ServerFrame[]
  closed: { code: number; reason: string } | undefined
  buffered: number
  send(frame: ClientFrame): Promise<void>
  sendText(text: string): void
  leave(): void
  /** What came since the last call, heartbeats left out. */
  news(): ServerFrame[]
}

export interface HubBench {
  hub: Hub
  time: MovableTime
  sources: Record<TopicKind, Source>
  faults: unknown[]
  /** The very Buffers that were sent, to all. */
  sentFrames: Buffer[]
  connect(actor?: Actor): TestReader
}

export function hubBench({ epoch = 'set-1', coalesceMs = 50 } = {}): HubBench {
  const time = movableTime()
  const faults: unknown[] = []
  const sentFrames: Buffer[] = []
  const sources = {
    deployments: createSource('deployments'),
    deployment: createSource('deployment'),
    fleet: createSource('fleet'),
    log: createSource('log'),
    instances: createSource('instances'),
  } satisfies TopicSources
  const hub = createHub({
    epoch,
    sources,
    clock: time,
    timers: time,
    coalesceMs,
    version: '1.2.3',
    onFault: (error) => faults.push(error),
  })
  const keep = (frame: Buffer) => sentFrames.push(frame)
  return { hub, time, sources, faults, sentFrames, connect: (actor = dana) => connectReader(hub, actor, keep) }
}

function connectReader(hub: Hub, actor: Actor, keep: (frame: Buffer) => void): TestReader {
  let read = 0
  const reader: TestReader = {
    frames: [],
    closed: undefined,
    buffered: 0,
    async send(frame) {
      connection.receive(JSON.stringify(frame))
      await settled()
    },
    sendText: (text) => connection.receive(text),
    leave: () => connection.closed(),
    news() {
      const news = reader.frames.slice(read).filter((frame) => frame.type !== 'heartbeat')
      read = reader.frames.length
      return news
    },
  }
  const connection = hub.connect(
    {
      send(frame) {
        keep(frame)
        reader.frames.push(JSON.parse(String(frame)) as ServerFrame)
      },
      bufferedBytes: () => reader.buffered,
      close: (code, reason) => {
        reader.closed = { code, reason }
      },
    },
    actor,
  )
  return reader
}
