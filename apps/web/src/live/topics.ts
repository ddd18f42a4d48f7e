/** What each topic's frames become in this tab: one pair of functions a topic. A new topic is one entry here. */
import type {
  DeploymentsFrame,
  DeploymentSummary,
  FleetRow,
  FleetSnapshot,
  InstanceRow,
  LogFrame,
  TopicData,
} from '@sluice/model'
import { fleetOf, withRows } from './fleet.ts'
import type { Fleet } from './fleet.ts'
import { logOf, withLines } from './log.ts'
import type { LogWindow } from './log.ts'

export interface TopicStates {
  deployments: readonly DeploymentSummary[]
  deployment: DeploymentSummary
  fleet: Fleet
  log: LogWindow
  instances: readonly InstanceRow[]
}

export type TopicKind = keyof TopicStates

interface Reducer<Kind extends TopicKind> {
  snapshot(data: TopicData[Kind]): TopicStates[Kind]
  delta(state: TopicStates[Kind], data: TopicData[Kind]): TopicStates[Kind]
}

export const reducers: { readonly [Kind in TopicKind]: Reducer<Kind> } = {
  deployments: {
    snapshot: (frame: DeploymentsFrame) => frame.deployments,
    delta: (rows, frame) => mergeDeployments(rows, frame.deployments),
  },
  deployment: { snapshot: (summary) => summary, delta: (_before, summary) => summary },
  fleet: {
    snapshot: (frame) => fleetOf(frame as FleetSnapshot),
    delta: (fleet, frame) => withRows(fleet, (frame as { rows: FleetRow[] }).rows),
  },
  log: { snapshot: (frame: LogFrame) => logOf(frame), delta: (log, frame) => withLines(log, frame.lines) },
  instances: {
    snapshot: (frame) => frame.instances,
    delta: (rows, frame) => mergeBy((row) => row.instanceName, rows, frame.instances),
  },
}

/** Changed rows replace theirs; new ones come first, newest on top. */
export function mergeDeployments(
  rows: readonly DeploymentSummary[],
  changed: readonly DeploymentSummary[],
): readonly DeploymentSummary[] {
  const merged = mergeBy((row) => row.deploymentId, rows, changed)
  return merged.toSorted((a, b) => b.createTime.localeCompare(a.createTime))
}

function mergeBy<Row>(key: (row: Row) => string, rows: readonly Row[], changed: readonly Row[]): readonly Row[] {
  const byKey = new Map(rows.map((row) => [key(row), row]))
  for (const row of changed) byKey.set(key(row), row)
  return [...byKey.values()]
}
