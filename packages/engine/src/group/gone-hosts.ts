/**
 * Hosts that are no more: deregistered, or enrolled anew under a name that was known. Whatever the group knew is of another machine
 * than the next of that name, and its row goes too. One that leaves while a deployment runs is left out of what that comes to.
 */
import type { DeploymentEnding, GroupEvent, GroupSignal, HostResults } from '@sluice/model'
import type { GroupHosts } from './group-hosts.ts'
import { forget, type WaitingHosts } from './later-hosts.ts'

interface Group {
  readonly active: object | undefined
  readonly hosts: GroupHosts
  waiting?: WaitingHosts | undefined
  departed?: Set<string> | undefined
}

export function decideGone(
  { active, hosts: { records }, waiting, departed }: Group,
  { hosts }: Extract<GroupSignal, { kind: 'hostsGone' }>,
  at: number,
): GroupEvent[] {
  const isNews = (name: string) =>
    records.has(name) || waiting?.hosts.has(name) === true || (active !== undefined && departed?.has(name) !== true)
  const gone = [...new Set(hosts)].filter(isNews)
  return gone.length === 0 ? [] : [{ v: 1, at, type: 'HostsGone', hosts: gone }]
}

export function leave(group: Group, gone: readonly string[]): void {
  forget(
    group,
    gone.filter((name) => group.waiting?.hosts.has(name)),
  )
  for (const name of gone) group.hosts.records.delete(name)
  if (group.active === undefined) return
  group.departed ??= new Set()
  for (const name of gone) group.departed.add(name)
}

/** What it came to on a host that left meanwhile says nothing of who bears that name now. */
export function withoutDeparted(ending: DeploymentEnding, departed: ReadonlySet<string> | undefined): DeploymentEnding {
  const { hosts } = ending
  if (hosts === undefined || departed === undefined) return ending
  const stayed = (names: readonly string[]) => names.filter((name) => !departed.has(name))
  const left = [...hosts.succeeded, ...hosts.failed].filter((name) => departed.has(name))
  const gone = [...new Set([...(hosts.gone ?? []), ...left])]
  const results: HostResults = { ...hosts, succeeded: stayed(hosts.succeeded), failed: stayed(hosts.failed) }
  return { ...ending, hosts: { ...results, ...(gone.length > 0 && { gone }) } }
}
