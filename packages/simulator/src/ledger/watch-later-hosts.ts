/**
 * Hosts that begin to match a group later, by the directory alone: who waits, who is answered at an end and with what, and who is
 * forgotten for a reason. What must follow is written down before the facts are read, and each fact must be the next of it. ADR 9.
 */
import type { DeploymentSpec, GroupEvent, LaterHostsPolicy } from '@sluice/model'
import { hold } from './broken.ts'
import type { GroupChange } from './directory-record.ts'
import type { GroupRecord } from './group-record.ts'

export interface LaterHostsWatch {
  readonly waiting: ReadonlySet<string>
  /** Before the facts of a commit: what it changes in the directory. */
  expect(change: GroupChange): void
  /** Just after the fact was taken into the record. */
  take(event: GroupEvent): void
  /** After the facts of a commit. */
  check(): void
}

type Released = Extract<GroupEvent, { type: 'DeploymentReleased' }>

interface End {
  released: Released
  /** The group had started it by itself. */
  wasUnasked: boolean
}

const rule = 'hosts that come later are answered as their group says'

export function watchLaterHosts(groupId: string, record: GroupRecord): LaterHostsWatch {
  const waiting = new Set<string>()
  let policy: LaterHostsPolicy = { newHosts: 'off', outdatedInstancesStrategy: 'IGNORE' }
  let active: DeploymentSpec | undefined
  const expected: string[] = []
  /** What follows it is not known before the next fact: a rollback comes first. */
  let end: End | undefined

  function forget(names: readonly string[]): void {
    const gone = names.filter((name) => waiting.delete(name))
    if (gone.length > 0) expected.push(`forgets ${listed(gone)}`)
  }

  function edit(): void {
    if (waiting.size === 0) return
    if (mayGetAnything(policy)) expected.push(`keeps waiting ${listed([...waiting])}`)
    else forget([...waiting])
  }

  function appear(names: readonly string[], fleet: number): void {
    const isBusy = record.active !== undefined
    const waits = isBusy && mayGetAnything(policy)
    const fresh = names.filter((name) => !waiting.has(name))
    const due = fresh.filter((name) => waits || (isServedAtOnce() && !runsTheLast(name)))
    if (due.length === 0) return
    expected.push(`hears of ${listed(due)} of ${fleet}`)
    if (waits) for (const name of due) waiting.add(name)
    else expected.push(served(due, 'autoscaling'))
  }

  /** Whatever came of the attempt. */
  function runsTheLast(name: string): boolean {
    const sha256 = record.lastSuccessful?.revision.sha256
    return sha256 !== undefined && record.known.get(name)?.installed?.sha256 === sha256
  }

  const isServedAtOnce = () =>
    record.active === undefined && policy.newHosts === 'automatic' && record.lastSuccessful !== undefined

  /** What the hosts that waited get: its revision after a success, what succeeded last else, or nothing. */
  function answer({ released: { deploymentId, lastSuccessful, hosts }, wasUnasked }: End): void {
    if (waiting.size === 0) return
    const tried = new Set([...(hosts?.succeeded ?? []), ...(hosts?.failed ?? []), ...(hosts?.gone ?? [])])
    const left = [...waiting].filter((name) => !tried.has(name) && !runsTheLast(name))
    const isFollowed = policy.outdatedInstancesStrategy === 'UPDATE' && lastSuccessful !== undefined && !wasUnasked
    const isDue = left.length > 0 && record.lastSuccessful !== undefined
    if (isDue && isFollowed) expected.push(served(left, 'CodeDeployAutoUpdate', deploymentId))
    else if (isDue && policy.newHosts === 'automatic') expected.push(served(left, 'autoscaling'))
    else return forget([...waiting])
    waiting.clear()
  }

  function served(names: readonly string[], creator: string, root = 'nothing'): string {
    const { revision, fileExistsBehavior } = record.lastSuccessful ?? {}
    return `serves ${listed(names)} with ${revision?.name} ${fileExistsBehavior} by ${creator} after ${root}`
  }

  function take(event: GroupEvent): void {
    if (end !== undefined && !isItsRollback(event, end)) answer(end)
    end = undefined
    const told = textOf(event)
    const wanted = told === undefined ? expected[0] : expected.shift()
    hold(rule, told === wanted, () => `group ${groupId.slice(-1)} ${told ?? event.type}, expected: ${wanted}`)
    if (event.type === 'DeploymentAdmitted') active = event.spec
    if (event.type !== 'DeploymentReleased') return
    end = { released: event, wasUnasked: active !== undefined && isUnasked(active) }
  }

  return {
    waiting,
    expect({ appeared, left, fleet, policy: said, isEdited }) {
      policy = said
      forget(left)
      if (isEdited) edit()
      appear(appeared, fleet)
    },
    take,
    check() {
      if (end !== undefined) answer(end)
      end = undefined
      hold(rule, expected.length === 0, () => `group ${groupId.slice(-1)} does not say: ${expected.join('; ')}`)
      const isIdle = record.active === undefined
      hold('nobody waits while nothing runs', !isIdle || waiting.size === 0, () => listed([...waiting]))
    },
  }
}

/** While something runs. */
const mayGetAnything = ({ newHosts, outdatedInstancesStrategy }: LaterHostsPolicy): boolean =>
  newHosts === 'automatic' || outdatedInstancesStrategy === 'UPDATE'

/** By itself, in the same decision; one that somebody asks for comes in a decision of its own. */
function isItsRollback(event: GroupEvent, { released }: End): boolean {
  if (event.type !== 'DeploymentAdmitted' || event.spec.creator !== 'codeDeployRollback') return false
  return event.spec.rollbackOf?.deploymentId === released.deploymentId
}

export const isUnasked = ({ creator }: DeploymentSpec): boolean =>
  creator === 'autoscaling' || creator === 'CodeDeployAutoUpdate'

/** As it is expected; undefined for what is not about hosts that come later. */
function textOf(event: GroupEvent): string | undefined {
  switch (event.type) {
    case 'HostsAppeared':
      return `hears of ${listed(event.hosts)} of ${event.fleet}`
    case 'AppearedHostsForgotten':
      return `forgets ${listed(event.hosts)}`
    case 'WaitingHostsChanged':
      return `keeps waiting ${listed(event.hosts)}`
    case 'DeploymentAdmitted': {
      const { targets, revision, fileExistsBehavior, creator, autoUpdateOf = 'nothing' } = event.spec
      if (!isUnasked(event.spec)) return undefined
      return `serves ${listed(targets)} with ${revision.name} ${fileExistsBehavior} by ${creator} after ${autoUpdateOf}`
    }
    default:
      return undefined
  }
}

const listed = (names: readonly string[]): string => names.toSorted().join(' ')
