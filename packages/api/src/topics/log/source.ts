import type { LogLine } from '@sluice/model'
import { readableDeployment } from '../readable-deployment.ts'
import type { Delta, TopicSource } from '../topic.ts'
import { logTopic } from './contract.ts'

const newestLines = 1000

export const logSource: TopicSource<'log'> = {
  contract: logTopic,
  snapshot: ({ store, logs }, reader, deploymentId) =>
    readableDeployment(store, reader, deploymentId, async () => {
      const { lines, firstSeq, lastSeq } = await logs.tail(deploymentId, newestLines)
      return { data: { lines, firstSeq, lastSeq }, seq: lastSeq }
    }),
  /** Lines are no facts of the engine: they come by `logDelta`. */
  deltas: () => [],
}

/** Lines that were just stored, in order. */
export function logDelta(deploymentId: string, lines: readonly LogLine[]): Delta | undefined {
  const [first, last] = [lines[0], lines.at(-1)]
  if (first === undefined || last === undefined) return undefined
  const data = { lines, firstSeq: first.seq, lastSeq: last.seq }
  return { topic: `log:${deploymentId}`, data, seq: last.seq, urgent: false }
}
