/**
 * Why no deployment behind this group's balancers can succeed now, found before a host is touched: a balancer that is not
 * reached, a production listener that does not listen, a health check that asks for what no host answers.
 */
import { refuse, type DeploymentGroup, type ObservedBalancer } from '@sluice/model'
import type { Store } from '@sluice/store'
import { observedMember } from '../../load-balancers/member-health.ts'
import type { Ports } from '../../ports.ts'
import { productionMembers, targetGroupNamesOf } from '../../queries/fleet.ts'
import { targetGroupsNamed } from '../../queries/find-balancer.ts'

type Watched = Pick<Ports, 'balancers'>

export async function refuseBadBalancer(ports: Watched, store: Store, group: DeploymentGroup): Promise<void> {
  const problem = await balancerProblem(ports, store, group)
  if (problem !== undefined) refuse('InvalidLoadBalancerInfoException', problem)
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
  return neverHealthy({ balancers }, store, group)
}

/** "HTTP 404 from /health" by every host: then the question is wrong, not the hosts. */
async function neverHealthy({ balancers }: Watched, store: Store, group: DeploymentGroup): Promise<string | undefined> {
  const reasons = await reasonsOfAll({ balancers }, store, group)
  const [first] = reasons
  if (first === undefined || !reasons.every((reason) => reason !== undefined && isWrongQuestion(reason)))
    return undefined
  return `The health check can never pass: every registered host answers it wrongly (${withoutStop(first)}). Correct the path or the matcher of the load balancer’s health check, then deploy.`
}

/** 5xx is an application that is broken now, which the deployment may be there to mend. */
const isWrongQuestion = (reason: string): boolean => /^HTTP (?!5)\d/.test(reason)

/** Why each production member is unhealthy; undefined for one that is not. */
async function reasonsOfAll(
  { balancers }: Watched,
  store: Store,
  group: DeploymentGroup,
): Promise<(string | undefined)[]> {
  const members = await productionMembers(store, group)
  const targetGroups = await targetGroupsNamed(store, group.accountId, targetGroupNamesOf(group))
  return members.map((member) => {
    const balancer = targetGroups.find(({ name }) => name === member.targetGroupName)?.loadBalancerName
    const health = observedMember(seen(balancer), member)?.health
    return health?.state === 'unhealthy' ? health.reason : undefined
  })

  function seen(name: string | undefined): ObservedBalancer | undefined {
    return name === undefined ? undefined : balancers.observed(group.accountId, name)?.observed
  }
}

const withoutStop = (sentence: string): string => sentence.replace(/\.$/, '')
