/**
 * From commits to topics: each source says what a commit changes, the hub sends it. Lines and presence are no commits and
 * come by their own ways.
 */
import { instancesDelta, logDelta, topics, type Delta, type Ports } from '@sluice/api'
import type { Committed, Conductor } from '@sluice/conductor'
import { deltaMerges, type Hub, type TopicSources } from '@sluice/live'
import type { Logs } from '@sluice/logs'
import type { Instance } from '@sluice/model'
import type { ServersPlatform } from '@sluice/platforms'
import { directoryKeys } from '@sluice/store'

export function liveSources(ports: Ports): TopicSources {
  const kinds = Object.keys(topics) as (keyof typeof topics)[]
  return Object.fromEntries(
    kinds.map((kind) => [
      kind,
      {
        snapshot: (key: string, reader: Parameters<(typeof topics)[typeof kind]['snapshot']>[1]) =>
          topics[kind].snapshot(ports, reader, key),
        merge: deltaMerges[kind],
      },
    ]),
  ) as unknown as TopicSources
}

export interface BridgedRooms {
  hub: Hub
  ports: Ports
  conductor: Conductor
  servers: ServersPlatform
  logs: Logs
}

/** Answers how to take the bridge down again. */
export function bridgeToLive({ hub, ports, conductor, servers, logs }: BridgedRooms): () => void {
  const publish = ({ topic, seq, data, urgent }: Delta) => hub.publish(topic, seq, data, { urgent })
  const instancesSeq = growingClock(ports.now)

  const stops = [
    conductor.onCommitted((committed) => {
      for (const source of Object.values(topics)) source.deltas(committed).forEach(publish)
      const changed = changedInstances(committed)
      if (changed.length > 0) publish(instancesDelta(changed, ports, instancesSeq()))
    }),
    logs.onAppended((deploymentId, lines) => {
      const delta = logDelta(deploymentId, lines)
      if (delta !== undefined) publish(delta)
    }),
    servers.onPresence(({ host: { accountId, instanceName } }) => {
      void ports.store.get('instances', directoryKeys.instance(accountId, instanceName)).then((instance) => {
        if (instance !== undefined) publish(instancesDelta([instance], ports, instancesSeq()))
      })
    }),
  ]
  return () => stops.forEach((stop) => stop())
}

function changedInstances({ directory }: Committed): Instance[] {
  return directory.flatMap((change) => (change.collection === 'instances' && 'put' in change ? [change.put] : []))
}

/** Milliseconds since the epoch, and always more than the last time. */
function growingClock(now: () => number): () => number {
  let last = 0
  return () => (last = Math.max(last + 1, now()))
}
