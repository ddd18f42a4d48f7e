/** After its end: what its group's policy did with new hosts on which it failed, told on the deployment and on each of those hosts. */
import type { Discarded, DeploymentEvent } from '@sluice/model'
import { number } from '../words.ts'
import type { Deployment } from './deployment-state.ts'
import { areAllWhole, reasonOf, setReason } from './fleet.ts'

type Fact = Extract<DeploymentEvent, { type: 'HostsDiscarded' }>

/** Told once. Not on each host where so many failed that their rows, drawn again, would lose what the hosts said. */
export function decideDiscarded(
  { discarded, places, fleet }: Deployment,
  { by, hosts, kept }: Discarded,
  at: number,
): DeploymentEvent[] {
  const targets = hosts.flatMap((name) => places.get(name) ?? [])
  const others = kept.flatMap(({ host, why }) => {
    const target = places.get(host)
    return target === undefined ? [] : [{ target, why }]
  })
  if (discarded !== undefined || targets.length + others.length === 0) return []
  const message = messageOf(by, hosts, kept)
  const onHosts = areAllWhole(fleet) ? { targets, kept: others } : { targets: [], kept: [] }
  return [{ v: 1, at, type: 'HostsDiscarded', by, message, ...onHosts }]
}

export function discard(deployment: Deployment, { by, message, targets, kept }: Fact): void {
  const { fleet } = deployment
  const add = (host: number, words: string) => {
    const before = reasonOf(fleet, host)?.replace(/\.$/, '')
    setReason(fleet, host, before === undefined ? words : `${before}; ${words}`)
  }
  deployment.discarded = message
  for (const host of targets) add(host, `discarded by the ${by}`)
  for (const { target, why } of kept) add(target, `not discarded: ${why}`)
}

/** "web-3 was discarded by the policy of storefront/production: the first deployment to it failed. web-4 was kept: ..." */
function messageOf(by: string, hosts: readonly string[], kept: Discarded['kept']): string {
  return [outWords(by, hosts), keptWords(kept)].filter((sentence) => sentence !== '').join(' ')
}

function outWords(by: string, [only, ...more]: readonly string[]): string {
  if (only === undefined) return ''
  if (more.length === 0) return `${only} was discarded by the ${by}: the first deployment to it failed.`
  return `${number(more.length + 1)} hosts were discarded by the ${by}: the first deployment to them failed.`
}

function keptWords([only, ...more]: Discarded['kept']): string {
  if (only === undefined) return ''
  if (more.length === 0) return `${only.host} was not discarded: ${only.why}.`
  return `${number(more.length + 1)} hosts were not discarded: they are in use elsewhere.`
}
