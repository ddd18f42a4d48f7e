/** How many hosts of a group stand how, and the same in a sentence. */
import type { StandingOf } from '@sluice/engine'
import type { DeploymentSummary } from '@sluice/model'
import type { Output } from '../../contracts.ts'

type Health = Output<'listGroupInstances'>['health']

/** `changing` is the deployment that has begun on some of them. */
export function healthOf(
  names: readonly string[],
  standingOf: StandingOf,
  changing: Pick<DeploymentSummary, 'deploymentId'> | undefined,
): Health {
  const standings = names.map(standingOf)
  const count = (is: (standing: ReturnType<StandingOf>) => boolean) => standings.filter(is).length
  const counts = {
    healthy: count((standing) => standing?.instanceHealth === 'Healthy'),
    failed: count((standing) => standing?.instanceHealth === 'Unhealthy'),
    never: count((standing) => standing === undefined),
    current: count((standing) => standing?.revisionHealth === 'Current'),
    old: count((standing) => standing?.revisionHealth === 'Old'),
    unknown: count((standing) => standing === undefined || standing.revisionHealth === 'Unknown'),
  }
  const asOf = changing === undefined ? '' : ` So it was before ${changing.deploymentId}, which is running.`
  return { ...counts, sentence: `${sentenceOf(names.length, counts)}${asOf}` }
}

function sentenceOf(total: number, { healthy, failed, never }: Omit<Health, 'sentence'>): string {
  if (total === 0) return ''
  if (never === total) return 'No attempt of this group on its hosts is known yet.'
  const words = [
    healthy === total
      ? `${total === 1 ? 'The host is' : 'All hosts are'} healthy: the last deployment to ${total === 1 ? 'it' : 'each'} succeeded.`
      : `${hosts(healthy)} healthy.`,
    ...(failed === 0
      ? []
      : [
          `The last attempt failed on ${number(failed)}: ${failed === 1 ? 'it is' : 'they are'} taken first next time, and ${failed === 1 ? 'counts' : 'count'} as out of service.`,
        ]),
    ...(never === 0 ? [] : [`No attempt is known on ${number(never)}.`]),
  ]
  return words.join(' ')
}

const number = (count: number): string => count.toLocaleString('en')
const hosts = (count: number): string => (count === 1 ? '1 host is' : `${count === 0 ? 'No' : number(count)} hosts are`)
