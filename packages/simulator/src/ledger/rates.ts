/**
 * The rules of CodeDeploy once more, written down from the documentation and not from the engine: which events a host runs in
 * which stage, and how many hosts must stay healthy. Source: facts sections 2 and 3.3, ADR 5.
 */
import {
  allowTrafficEvents,
  blockTrafficEvents,
  inPlaceEvents,
  type DeploymentSpec,
  type LifecycleEventName,
  type MinimumHealthyHosts,
} from '@sluice/model'

export type StageName = 'all' | 'install' | 'reroute' | 'block'

export function eventsOf({ blueGreen, deploymentStyle }: DeploymentSpec): readonly LifecycleEventName[] {
  if (blueGreen !== undefined) return [...inPlaceEvents, ...allowTrafficEvents, ...blockTrafficEvents]
  if (deploymentStyle.deploymentOption === 'WITHOUT_TRAFFIC_CONTROL') return inPlaceEvents
  return [...blockTrafficEvents, ...inPlaceEvents, ...allowTrafficEvents]
}

/** Places of the first and the last event of a stage. */
export function eventsOfStage(stage: StageName, count: number): readonly [first: number, last: number] {
  const ranges = { all: [0, count - 1], install: [0, 6], reroute: [7, 9], block: [10, 12] } as const
  return ranges[stage]
}

export function minimumOf(spec: DeploymentSpec, stage: StageName, total: number): number {
  const minimum = hostsOf(spec.minimumHealthyHosts, total)
  if (stage === 'reroute' && spec.blueGreen?.kind === 'trafficBack') return 0
  return stage === 'reroute' || stage === 'block' ? Math.min(minimum, Math.max(0, total - 1)) : minimum
}

function hostsOf({ type, value }: MinimumHealthyHosts, total: number): number {
  if (type === 'HOST_COUNT') return value
  return type === 'FLEET_PERCENT' ? Math.ceil((total * value) / 100) : Math.max(0, total - value)
}
