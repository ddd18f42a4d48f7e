/**
 * Hosts that begin to match a group later. Whether they get something by themselves its owner chose; when, and which revision, is
 * decided here, in one decision with what they waited for: so there is one deployment at a time, and each host is tried once.
 * Source: facts section 12.3; ADR 9.
 */
import type {
  AppearedHosts,
  DeploymentSpec,
  GroupEvent,
  GroupSignal,
  HostResults,
  LastSuccessful,
  LaterHostsPolicy,
} from '@sluice/model'
import type { GroupHosts } from './group-hosts.ts'
import { admission, reasonOf } from './unasked-admission.ts'

/**
 * The settings are those of the host that came last, or of the edit of the group since. A set, changed in place: nobody goes through
 * all that wait when one more comes or goes.
 */
export interface WaitingHosts extends Omit<AppearedHosts, 'hosts'> {
  readonly hosts: Set<string>
}

/** As it stands in a snapshot. */
export type KeptWaiting = AppearedHosts

export const keptWaiting = (waiting: WaitingHosts): KeptWaiting => ({ ...waiting, hosts: [...waiting.hosts] })
export const waitingFrom = (kept: KeptWaiting): WaitingHosts => ({ ...kept, hosts: new Set(kept.hosts) })

interface Group {
  readonly active: object | undefined
  readonly lastSuccessful: LastSuccessful | undefined
  readonly hosts: GroupHosts
  waiting?: WaitingHosts | undefined
  /** Left while it ran: of such a name, another host may wait. */
  readonly departed?: ReadonlySet<string> | undefined
}

type Signal<Kind extends GroupSignal['kind']> = Extract<GroupSignal, { kind: Kind }>

export function decideAppeared(
  group: Group,
  { hosts, fleet, policy, draft }: Signal<'hostsAppeared'>,
  at: number,
): GroupEvent[] {
  const { active, lastSuccessful } = group
  const waits = group.waiting?.hosts
  // While one runs, nobody knows yet which revision will be the group's: who runs that one is seen at its end.
  const has = (name: string) => active === undefined && runs(group, name, lastSuccessful)
  const fresh = [...new Set(hosts)].filter((name) => waits?.has(name) !== true && !has(name))
  if (fresh.length === 0 || !mayGetAnything(policy, active !== undefined)) return []
  const appeared = { hosts: fresh, fleet, policy, draft }
  const fact: GroupEvent = { v: 1, at, type: 'HostsAppeared', ...appeared }
  if (active !== undefined) return [fact]
  const admitted = lastSuccessful && admission(group.hosts, appeared, lastSuccessful, { creator: 'autoscaling' }, at)
  return admitted === undefined ? [] : [fact, admitted]
}

export function decideLeft({ waiting }: Group, { hosts }: Signal<'hostsLeft'>, at: number): GroupEvent[] {
  if (waiting === undefined) return []
  const gone = hosts === undefined ? [...waiting.hosts] : [...new Set(hosts)].filter((name) => waiting.hosts.has(name))
  return gone.length === 0 ? [] : [{ v: 1, at, type: 'AppearedHostsForgotten', hosts: gone }]
}

/** The owner's later word counts: for hosts that match no more, and for what the others get. */
export function decideEdited(
  { waiting }: Group,
  { matching, policy, draft }: Signal<'groupEdited'>,
  at: number,
): GroupEvent[] {
  if (waiting === undefined) return []
  const matches = new Set(matching)
  const hosts = [...waiting.hosts].filter((name) => matches.has(name))
  if (hosts.length === 0 || !mayGetAnything(policy, true))
    return [{ v: 1, at, type: 'AppearedHostsForgotten', hosts: [...waiting.hosts] }]
  return [{ v: 1, at, type: 'WaitingHostsChanged', hosts, fleet: matches.size, policy, draft }]
}

interface End {
  spec: DeploymentSpec
  hosts: HostResults | undefined
  /** When it made its revision the group's. */
  succeeded: LastSuccessful | undefined
  at: number
}

/** What waited for this end gets its deployment, or waits no more: nothing is left for a later end. */
export function afterTheEnd(group: Group, { spec, hosts, succeeded, at }: End): GroupEvent[] {
  const { waiting } = group
  if (waiting === undefined) return []
  const last = succeeded ?? group.lastSuccessful
  const tried = new Set([...(hosts?.succeeded ?? []), ...(hosts?.failed ?? []), ...(hosts?.gone ?? [])])
  const isNew = (name: string) => !tried.has(name) || group.departed?.has(name) === true
  const left = [...waiting.hosts].filter((name) => isNew(name) && !runs(group, name, last))
  const why = left.length === 0 ? undefined : reasonOf(waiting.policy, spec, succeeded)
  const admitted = last && why && admission(group.hosts, { ...waiting, hosts: left }, last, why, at)
  return [admitted ?? { v: 1, at, type: 'AppearedHostsForgotten', hosts: [...waiting.hosts] }]
}

export function wait(group: Group, { hosts: more, ...settings }: AppearedHosts): void {
  const hosts = group.waiting?.hosts ?? new Set()
  for (const name of more) hosts.add(name)
  group.waiting = { ...settingsOf(settings), hosts }
}

export function changeWaiting(group: Group, { hosts, ...settings }: AppearedHosts): void {
  group.waiting = { ...settingsOf(settings), hosts: new Set(hosts) }
}

export function forget(group: Pick<Group, 'waiting'>, gone: readonly string[]): void {
  const { waiting } = group
  if (waiting === undefined) return
  for (const name of gone) waiting.hosts.delete(name)
  if (waiting.hosts.size === 0) delete group.waiting
  else group.waiting = { ...waiting, fleet: Math.max(waiting.hosts.size, waiting.fleet - gone.length) }
}

/** Of a fact, without what else is in it. */
const settingsOf = ({ fleet, policy, draft }: Omit<AppearedHosts, 'hosts'>) => ({ fleet, policy, draft })

const mayGetAnything = (policy: LaterHostsPolicy, isBusy: boolean): boolean =>
  policy.newHosts === 'automatic' || (isBusy && policy.outdatedInstancesStrategy === 'UPDATE')

function runs({ hosts }: Group, name: string, last: LastSuccessful | undefined): boolean {
  return last !== undefined && hosts.records.get(name)?.installed?.sha256 === last.revision.sha256
}
