/**
 * Why no deployment behind this group's balancers can succeed now, found before a host is touched: a balancer that is not
 * reached, a production listener that does not listen, a health check that asks for what no host answers.
 */
import { refuse, type DeploymentGroup, type LoadBalancer, type ObservedMember, type TargetGroup } from '@sluice/model'
import { directoryKeys, type Store } from '@sluice/store'
import { observedMembers } from '../../load-balancers/member-health.ts'
import type { Ports } from '../../ports.ts'
import { membersOf, targetGroupNamesOf } from '../../queries/fleet.ts'
import { targetGroupsNamed } from '../../queries/find-balancer.ts'

type Watched = Pick<Ports, 'balancers'>

export async function refuseBadBalancer(ports: Watched, store: Store, group: DeploymentGroup): Promise<void> {
  const problem = await balancerProblem(ports, store, group)
  if (problem !== undefined)
    refuse('InvalidLoadBalancerInfoException', problem, [
      { field: 'deploymentGroupName', rule: 'loadBalancer', message: problem },
    ])
}

export async function balancerProblem(
  { balancers }: Watched,
  store: Store,
  group: DeploymentGroup,
): Promise<string | undefined> {
  const targetGroups = await targetGroupsNamed(store, group.accountId, targetGroupNamesOf(group))
  for (const name of new Set(targetGroups.map(({ loadBalancerName }) => loadBalancerName))) {
    const { observed, trouble } = balancers.observed(group.accountId, name) ?? {}
    if (trouble !== undefined)
      return `The load balancer ${name} cannot be asked: ${withoutStop(trouble)}. See to it first, then deploy.`
    const deaf = observed?.listeners.find(({ kind, error }) => kind === 'production' && error !== undefined)
    if (deaf?.error !== undefined)
      return `The production listener of ${name} does not listen: ${withoutStop(deaf.error)}. Free its port, or give the load balancer another one.`
  }
  return neverHealthy({ balancers }, store, targetGroups)
}

/** "HTTP 404 from /health" by every host of a target group: then the question is wrong, not the hosts. */
async function neverHealthy(
  { balancers }: Watched,
  store: Store,
  targetGroups: readonly TargetGroup[],
): Promise<string | undefined> {
  for (const { accountId, name, loadBalancerName } of targetGroups) {
    const balancer = await store.get('loadBalancers', directoryKeys.loadBalancer(accountId, loadBalancerName))
    if (balancer === undefined) continue
    const memberOf = observedMembers(balancers.observed(accountId, loadBalancerName)?.observed)
    const members = (await membersOf(store, accountId, [name])).filter(({ traffic }) => traffic === 'production')
    const reasons = members.map((member) => reasonOf(memberOf(member)))
    const [first] = reasons
    if (first === undefined || !reasons.every((reason) => isWrongQuestion(reason, balancer))) continue
    return `The health check of ${loadBalancerName} can never pass: every registered host of ${name} answers it wrongly (${withoutStop(first)}). Correct its path or its matcher with updateLoadBalancer, then deploy.`
  }
  return undefined
}

const reasonOf = (member: ObservedMember | undefined): string | undefined =>
  member?.health.state === 'unhealthy' ? member.health.reason : undefined

/**
 * 5xx is an application that is broken now, which the deployment may be there to mend. What was answered to an earlier question
 * says nothing of the one that is asked since the load balancer was changed.
 */
function isWrongQuestion(reason: string | undefined, { healthCheck }: LoadBalancer): boolean {
  const [, status, path] = /^HTTP (\d{3})(?: from (\S+))?/.exec(reason ?? '') ?? []
  if (status === undefined || status.startsWith('5')) return false
  const isAskedNow = path === undefined || withoutStop(path) === withoutStop(healthCheck.path)
  return isAskedNow && !matches(healthCheck.matcher, Number(status))
}

/** `200`, `200-299` or `200,204`. */
const matches = (matcher: string, status: number): boolean =>
  matcher.split(',').some((range) => {
    const [from, to = from] = range.split('-').map(Number)
    return from !== undefined && to !== undefined && status >= from && status <= to
  })

const withoutStop = (sentence: string): string => sentence.replace(/\.$/, '')
