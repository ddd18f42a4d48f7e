/**
 * Keeps balancers doing what the rows say: one desired state per balancer, whole and with a generation, pushed whenever
 * something changed and asserted again whenever the balancer is seen doing anything else. Knows no deployments.
 */
import type { LoadBalancer } from '@sluice/model'
import type { Balancers } from '../balancers.ts'
import { BalancerTrouble, type LoadBalancerPort } from '../load-balancer.ts'
import { systemTimers, type Timers } from '../timers.ts'
import { keepBalancer, type KeptBalancer } from './kept-balancer.ts'
import { defaultPaces, type Paces } from './paces.ts'
import { balancerKeyOf, createMirror } from './mirror.ts'
import type { MemberStanding, Registrations } from './registrations.ts'
import { memberKey, namedKey, type ChangedRows, type MemberName, type Rows } from './rows.ts'
import { removeStrays, type ServedBalancer } from './strays.ts'
import { createWatchers } from './watchers.ts'

export interface ReconcilerNeeds {
  rows: Rows
  /** The adapter of this row; undefined when its kind is not served here. Called once in the life of a balancer. */
  balancerFor(loadBalancer: LoadBalancer): LoadBalancerPort | undefined
  /** All that balancers' processes serve: whoever has no row is removed, once, at the start. */
  served?(): Promise<readonly ServedBalancer[]>
  /** What should not happen: an adapter that throws something else than `BalancerTrouble`. It is asked again all the same. */
  fault(error: unknown): void
  now?(): number
  timers?: Timers
  paces?: Partial<Paces>
}

export interface Reconciler extends Balancers, Registrations {
  /** Resolves when all rows are known; balancers are told from then on. */
  start(): Promise<void>
  /** Such balancers say that something changed: they are looked at soon, not only with the next second. */
  look(hasChanged: (balancer: { accountId: string; name: string }) => boolean): void
  /** Resolves when no adapter is being asked any more. Balancers go on serving. */
  stop(): Promise<void>
}

export function createReconciler(needs: ReconcilerNeeds): Reconciler {
  const { rows, balancerFor, fault, now = Date.now, timers = systemTimers } = needs
  const paces = { ...defaultPaces, ...needs.paces }
  const mirror = createMirror()
  const watchers = createWatchers()
  const kept = new Map<string, KeptBalancer>()
  const listeners = new Set<Parameters<Balancers['onObserved']>[0]>()
  let missed: ChangedRows[] | undefined = []
  let leaveRows: () => void = () => undefined
  let stopStrays: () => Promise<void> = async () => undefined

  /** What is committed while the rows are read is taken afterwards: each change says what is, so taking it twice does no harm. */
  async function start(): Promise<void> {
    leaveRows = rows.onChanged(changed)
    await mirror.load(rows)
    const sinceThen = missed ?? []
    missed = undefined
    for (const key of mirror.balancers.keys()) keep(key).nudge()
    sinceThen.forEach(changed)
    if (needs.served !== undefined)
      stopStrays = removeStrays({ served: needs.served, rows: () => mirror.balancers.values(), fault, timers, paces })
  }

  function changed(change: ChangedRows): void {
    if (missed !== undefined) return void missed.push(change)
    const touched = mirror.take(change)
    for (const key of touched.balancers) {
      if (mirror.balancers.has(key)) keep(key)
      kept.get(key)?.nudge()
    }
    for (const key of touched.groups) watchers.wakeGroup(key)
    for (const key of touched.members) watchers.wakeMember(key)
  }

  function keep(key: string): KeptBalancer {
    const known = kept.get(key)
    if (known !== undefined) return known
    const [accountId = '', loadBalancerName = ''] = key.split('/')
    const tell = () => listeners.forEach((listener) => listener({ accountId, loadBalancerName }))
    const wakeAll = () => [...mirror.groupsOf(key)].forEach(watchers.wakeGroup)
    const balancer = keepBalancer({
      row: () => mirror.balancers.get(key),
      generation: () => mirror.generation(key),
      desired: () => mirror.desired(key),
      balancerFor,
      isAwaited: () => [...mirror.groupsOf(key)].some(watchers.hasAny),
      seen(change, before) {
        if (before < 0) wakeAll()
        else [...mirror.groupsOf(key)].forEach((group) => watchers.wakeReached(group, balancer.generation))
        change.members.forEach(watchers.wakeMember)
        if (change.isWorthTelling) tell()
      },
      troubleChanged() {
        wakeAll()
        tell()
      },
      ended: () => void kept.delete(key),
      fault,
      now,
      timers,
      paces,
    })
    kept.set(key, balancer)
    return balancer
  }

  function standing(name: MemberName, generation: number): MemberStanding {
    const group = mirror.groups.get(namedKey(name.accountId, name.targetGroupName))
    if (group === undefined || !mirror.balancers.has(balancerKeyOf(group))) return { status: 'gone' }
    const balancer = kept.get(balancerKeyOf(group))
    if (balancer?.trouble !== undefined) return { status: 'trouble', trouble: balancer.trouble }
    if (balancer === undefined || balancer.generation < generation) return { status: 'behind' }
    return { status: 'observed', member: balancer.seen?.members.get(memberKey(name)) }
  }

  return {
    start,
    async stop() {
      leaveRows()
      await Promise.all([stopStrays(), ...[...kept.values()].map((balancer) => balancer.stop())])
    },
    look(hasChanged) {
      for (const [key, balancer] of kept) {
        const row = mirror.balancers.get(key)
        if (row !== undefined && hasChanged(row)) balancer.look()
      }
    },
    observed(accountId, loadBalancerName) {
      const key = namedKey(accountId, loadBalancerName)
      if (!mirror.balancers.has(key)) return undefined
      const { seen, trouble } = kept.get(key) ?? {}
      return {
        ...(seen !== undefined && { observed: seen.observed, at: seen.at }),
        ...(trouble !== undefined && { trouble }),
      }
    },
    async measure(accountId, loadBalancerName, question) {
      try {
        return await kept.get(namedKey(accountId, loadBalancerName))?.adapter?.measure(question)
      } catch (error) {
        if (!(error instanceof BalancerTrouble)) fault(error)
        return undefined
      }
    },
    onObserved(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    place(accountId, targetGroupName) {
      const targetGroup = mirror.groups.get(namedKey(accountId, targetGroupName))
      const loadBalancer = targetGroup && mirror.balancers.get(balancerKeyOf(targetGroup))
      return targetGroup && loadBalancer && { targetGroup, loadBalancer }
    },
    member: (name) => mirror.members.get(namedKey(name.accountId, name.targetGroupName))?.get(memberKey(name)),
    members: (accountId, targetGroupName) => [
      ...(mirror.members.get(namedKey(accountId, targetGroupName))?.values() ?? []),
    ],
    all: () => [...mirror.members.values()].flatMap((group) => [...group.values()]),
    generation(accountId, targetGroupName) {
      const group = mirror.groups.get(namedKey(accountId, targetGroupName))
      return group === undefined ? 0 : mirror.generation(balancerKeyOf(group))
    },
    standing,
    watch(name, generation, wake) {
      const isReached = standing(name, generation).status === 'observed'
      return watchers.watch(memberKey(name), isReached ? undefined : generation, wake)
    },
  }
}
