/** The hosts of a rollback in place, in words. */
import type { DeploymentGroup, DeploymentSummary, Plan } from '@sluice/model'

type Group = Pick<DeploymentGroup, 'deploymentGroupName'>

/** So many are named. */
const mostNamed = 5

export function allHosts({ deploymentGroupName }: Group, plan: Plan): string {
  const { total } = plan
  const which = total === 0 ? 'no host' : total === 1 ? 'the one host' : `all ${total.toLocaleString('en')} hosts`
  return `${which} of ${deploymentGroupName}${pace(plan)}`
}

export function changedOnes(
  { deploymentGroupName }: Group,
  { deploymentId }: Pick<DeploymentSummary, 'deploymentId'>,
  names: readonly string[],
  plan: Plan,
): string {
  const count = names.length === 1 ? 'the one host' : `the ${names.length.toLocaleString('en')} hosts`
  const named = names.length > mostNamed ? '' : ` (${names.join(', ')})`
  return `${count} of ${deploymentGroupName} that ${deploymentId} changed${named}${pace(plan)}`
}

export function otherHosts({ deploymentGroupName }: Group, count: number): string {
  const others = count === 1 ? 'The other host' : `The other ${count.toLocaleString('en')} hosts`
  return `${others} of ${deploymentGroupName} ${count === 1 ? 'stays as it is' : 'stay as they are'}.`
}

function pace({ total, parallel, failsAtOnce }: Plan): string {
  if (failsAtOnce !== undefined) return `. It would fail at once. ${failsAtOnce.message}`
  if (total === 1) return ''
  return parallel >= total ? ', all at once' : `, at most ${parallel.toLocaleString('en')} at a time`
}
