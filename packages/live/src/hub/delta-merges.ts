/**
 * How two changes of a topic become one, for all topics of the model: the later row of a thing replaces the earlier one.
 * A snapshot of the fleet is no change and never comes here.
 */
import type { DeploymentsFrame, FleetRow, LogFrame, TopicData } from '@sluice/model'
import type { TopicKind } from './topic-source.ts'

type Merge = (before: unknown, next: unknown) => unknown

export const deltaMerges: { readonly [Kind in TopicKind]: Merge } = {
  deployment: (_before, next) => next,
  deployments: merging((before: DeploymentsFrame, next: DeploymentsFrame) => ({
    deployments: laterRows((row) => row.deploymentId, before.deployments, next.deployments),
  })),
  fleet: merging((before: { rows: FleetRow[] }, next: { rows: FleetRow[] }) => ({
    rows: laterRows(([index]) => index, before.rows, next.rows),
  })),
  log: merging((before: LogFrame, next: LogFrame) => ({
    lines: [...before.lines, ...next.lines],
    firstSeq: before.firstSeq,
    lastSeq: next.lastSeq,
  })),
  instances: merging((before: TopicData['instances'], next: TopicData['instances']) => ({
    instances: laterRows((row) => row.instanceName, before.instances, next.instances),
  })),
}

/** Publishers of a topic send its own rows: the hub carries them without looking. */
function merging<Data>(merge: (before: Data, next: Data) => Data): Merge {
  return (before, next) => merge(before as Data, next as Data)
}

function laterRows<Row>(key: (row: Row) => unknown, before: readonly Row[], next: readonly Row[]): Row[] {
  const rows = new Map(before.map((row) => [key(row), row]))
  for (const row of next) rows.set(key(row), row)
  return [...rows.values()]
}
