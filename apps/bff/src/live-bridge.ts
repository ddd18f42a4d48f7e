/**
 * From commits to topics: each source says what a commit changes, the hub sends it. Lines and presence are no commits and
 * come by their own ways.
 */
import { instancesDeltas, logDelta, topics, type Delta, type Ports, type TopicKind } from '@sluice/api'
import type { Committed, Conductor } from '@sluice/conductor'
import { deltaMerges, type Hub, type TopicSource, type TopicSources } from '@sluice/live'
import type { Logs } from '@sluice/logs'
import type { Instance } from '@sluice/model'
import type { ServersPlatform } from '@sluice/platforms'
import { directoryKeys } from '@sluice/store'

export function liveSources(ports: Ports): TopicSources {
  return {
    deployments: sourceOf('deployments', ports),
    deployment: sourceOf('deployment', ports),
    fleet: sourceOf('fleet', ports),
    log: sourceOf('log', ports),
    instances: sourceOf('instances', ports),
  }
}

function sourceOf(kind: TopicKind, ports: Ports): TopicSource {
  const { contract, snapshot } = topics[kind]
  return {
    // Ids are one account's only; applications of one name, and all there is, are in every account.
    isPerAccount: contract.key !== 'deploymentId',
    snapshot: (key, reader) => snapshot(ports, reader, key),
    merge: deltaMerges[kind],
  }
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
  const publish = ({ topic, seq, data, urgent, accountId }: Delta) =>
    hub.publish(topic, seq, data, { urgent, accountId })
  const instancesSeq = growingClock(ports.now)

  const stops = [
    conductor.onCommitted((committed) => {
      for (const source of Object.values(topics)) source.deltas(committed).forEach(publish)
      const changed = changedInstances(committed)
      if (changed.length > 0) instancesDeltas(changed, ports, instancesSeq()).forEach(publish)
    }),
    logs.onAppended((deploymentId, lines) => {
      const delta = logDelta(deploymentId, lines)
      if (delta !== undefined) publish(delta)
    }),
    servers.onPresence(({ host: { accountId, instanceName } }) => {
      void ports.store.get('instances', directoryKeys.instance(accountId, instanceName)).then((instance) => {
        if (instance !== undefined) instancesDeltas([instance], ports, instancesSeq()).forEach(publish)
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
