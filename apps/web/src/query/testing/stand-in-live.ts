/** For tests of screens: a live server that answers each subscription with the snapshot that the test gives. */
import type { ServerFrame, TopicData } from '@sluice/model'
import { disconnectLive } from '../../live/bridge.ts'
import { partOf } from './part-of.ts'

type Snapshots = { [Topic in keyof TopicData]?: TopicData[Topic] }
type Heard = { type: string; topic: string }

const browserSocket = globalThis.WebSocket

export interface StandInLive {
  /** A change of a topic, as the server tells it. `key` is what comes after the colon of its name. */
  delta<Topic extends keyof TopicData>(topic: Topic, data: TopicData[Topic], key?: string): void
  /** From now on nothing is heard any more, as where a proxy lets no socket through. */
  cut(): void
}

/** `named`: of single topics, by their whole name, where one snapshot for all of a kind is not enough. */
export function standInLive(
  snapshots: Snapshots,
  named: Readonly<Record<string, TopicData[keyof TopicData]>> = {},
): StandInLive {
  let tell: (frame: ServerFrame) => void = () => undefined
  let lose: () => void = () => undefined
  let isCut = false
  let seq = 1

  class StandInSocket extends EventTarget {
    onmessage: ((event: { data: string }) => void) | null = null
    onclose: ((event: { code: number }) => void) | null = null
    onerror: (() => void) | null = null
    constructor() {
      super()
      tell = (frame) => this.onmessage?.({ data: JSON.stringify(frame) })
      lose = () => this.onclose?.({ code: 1006 })
      if (isCut) setTimeout(lose, 0)
      else setTimeout(tell, 0, { type: 'hello', epoch: 'e', at: Date.now(), heartbeatMs: 4000, version: '1' })
    }
    send(text: string) {
      const { type, topic } = JSON.parse(text) as Heard
      const data = named[topic] ?? snapshots[topic.split(':')[0] as keyof TopicData]
      if (type === 'subscribe' && data !== undefined)
        setTimeout(tell, 0, { type: 'snapshot', topic, epoch: 'e', seq, at: Date.now(), data })
    }
    close() {
      this.onmessage = null
    }
  }

  globalThis.WebSocket = partOf<typeof WebSocket>(StandInSocket)
  return {
    delta(kind, data, key) {
      seq += 1
      const topic = key === undefined ? kind : `${kind}:${key}`
      tell({ type: 'delta', topic, from: seq - 1, to: seq, at: Date.now(), data })
    },
    cut() {
      isCut = true
      lose()
    },
  }
}

export function forgetLive(): void {
  disconnectLive()
  globalThis.WebSocket = browserSocket
}
