/** A scenario for people: one line a step, and what is unusual about its world. */
import type { DeploymentSpec, LaterHostsPolicy } from '@sluice/model'
import type { Scenario, Step } from './scenario.ts'

export function scenarioLines({ hosts, groups, network, work, steps }: Scenario): string[] {
  const awaited = groups.filter(({ groupId }) =>
    steps.some((one) => one.kind === 'hostAppears' && one.groupId === groupId),
  )
  const unusual = hosts.filter(({ slots, slowness }) => slots < 16 || slowness > 1)
  return [
    `hosts: ${hosts.length}${unusual.map(({ name, slots, slowness }) => `, ${name} (${slots} slots, ${slowness} times as slow)`).join('')}`,
    `network: ${percent(network.duplicates)} said twice, ${percent(network.reorders)} late`,
    `work: ${percent(work.failures)} fails, ${percent(work.hangs)} hangs, traffic fails ${percent(work.trafficFailures)}, fleets ${percent(work.provisionFailures)}`,
    ...awaited.map(({ groupId, laterHosts }) => `later hosts of group ${groupId.slice(-1)}: ${policyText(laterHosts)}`),
    ...steps.map(stepLine),
  ]
}

function stepLine(step: Step): string {
  switch (step.kind) {
    case 'deploy':
      return `${seconds(step.at)} deploy ${specText(step.spec)}`
    case 'serviceCrash':
      return `commit ${step.commit}: the service dies (${step.boundary}), down for ${seconds(step.downMilliseconds)}`
    case 'commitFailure':
      return `commit ${step.commit}: ${step.times} fail (${step.when})`
    case 'hostCrash':
    case 'hostSilence':
      return `${seconds(step.at)} ${step.kind} ${step.host} for ${seconds(step.forMilliseconds)}`
    case 'hostAppears':
      return `${seconds(step.at)} ${step.host} begins to match group ${step.groupId.slice(-1)}`
    case 'hostLeaves':
      return `${seconds(step.at)} ${step.host} matches group ${step.groupId.slice(-1)} no more`
    case 'ownerSays':
      return `${seconds(step.at)} the owner of group ${step.groupId.slice(-1)} says ${policyText(step.laterHosts)}`
    case 'clockJump':
      return `${seconds(step.at)} the clock is set by ${seconds(step.byMilliseconds)}`
    default:
      return `${seconds(step.at)} ${step.kind} in group ${step.groupId.slice(-1)}${'rollBack' in step ? `, rollBack ${step.rollBack}` : ''}`
  }
}

function specText({
  deploymentId,
  deploymentGroupId,
  targets,
  minimumHealthyHosts,
  blueGreen,
  zones,
  clocks,
}: DeploymentSpec) {
  const how = blueGreen === undefined ? 'in place' : `blue/green ${JSON.stringify(blueGreen)}`
  const { type, value } = minimumHealthyHosts
  const parts = [
    deploymentId,
    `group ${deploymentGroupId.slice(-1)}`,
    how,
    `${type} ${value}`,
    `${targets.length} hosts: ${targets.join(' ')}`,
    `clocks ${clocks.startLimitSeconds}/${clocks.eventLimitSeconds}/${clocks.totalLimitSeconds} s`,
    ...(zones === undefined ? [] : [`zones ${JSON.stringify(zones)}`]),
  ]
  return parts.join(', ')
}

const policyText = ({ newHosts, outdatedInstancesStrategy }: LaterHostsPolicy): string =>
  `${newHosts}, ${outdatedInstancesStrategy}`
const percent = (share: number): string => `${Math.round(share * 100)} %`
const seconds = (milliseconds: number): string => `${milliseconds / 1000} s`
