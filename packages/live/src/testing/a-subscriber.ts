/** A reader of one topic, and what it got in short words. */
import type { ServerFrame } from '@sluice/model'
import type { HubBench, TestReader } from './hub-bench.ts'

export const topic = 'deployment:d-1'

/** A frame in one word: `snapshot@10 all`, `delta(10,12] row`. */
export function short(frame: ServerFrame): string {
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

export const newsOf = (reader: TestReader): string[] => reader.news().map(short)

export async function subscribed(bench: HubBench, name = topic): Promise<TestReader> {
  const reader = bench.connect()
  await reader.send({ type: 'subscribe', topic: name })
  reader.news()
  return reader
}
