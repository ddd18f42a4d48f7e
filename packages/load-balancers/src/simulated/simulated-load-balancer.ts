/**
 * A balancer that exists in memory only: hosts are as healthy and as busy as the script says. For tests and the simulator; it
 * takes and answers what real ones do.
 */
import type {
  DesiredBalancer,
  DesiredMember,
  MemberHealth,
  ObservedBalancer,
  ObservedMember,
  TrafficMeasure,
} from '@sluice/model'
import { BalancerTrouble, type LoadBalancerPort } from '../load-balancer.ts'

export interface SimulatedLoadBalancer extends LoadBalancerPort {
  /** Generations in the order they were given, ignored ones too. */
  readonly applied: readonly number[]
  /** Of the desired state it serves; undefined before the first and after `remove`. */
  readonly serves: DesiredBalancer | undefined
  /** Healthy unless said otherwise. The same for a host in all its target groups. */
  health(targetId: string, state: MemberHealth['state'], reason: string): void
  /**
   * Requests that are open on this host; none unless said otherwise. A host that is removed is seen draining
   * until they have ended, or its drain time is over.
   */
  open(targetId: string, requests: number): void
  measured(targetId: string, measure: TrafficMeasure): void
  /** Every call fails with these words until it is called without. */
  trouble(message?: string, isRetryable?: boolean): void
  /** As after a crash that lost its memory. */
  forget(): void
  /** Calls wait until the function that this answers is called. */
  hold(): () => void
}

const nothingMeasured: TrafficMeasure = { requests: 0, errors: 0, requestsPerSecond: 0 }

export function createSimulatedLoadBalancer(name: string, now: () => number = Date.now): SimulatedLoadBalancer {
  const applied: number[] = []
  const healths = new Map<string, MemberHealth>()
  const opens = new Map<string, number>()
  /** When hosts that get nothing new began to drain here, ms since the epoch. */
  const drainsSince = new Map<string, number>()
  /** Registered no more: seen until their last request has ended or their time is over. */
  const leaving = new Map<string, { targetGroupName: string; member: DesiredMember; until: number }>()
  const measures = new Map<string, TrafficMeasure>()
  let desired: DesiredBalancer | undefined
  let trouble: { message: string; isRetryable: boolean } | undefined
  let held: Promise<void> = Promise.resolve()

  async function answer(): Promise<void> {
    await held
    if (trouble !== undefined) throw new BalancerTrouble(trouble.message, trouble.isRetryable)
  }

  function serve(next: DesiredBalancer): void {
    const before = membersOf(desired)
    const registered = membersOf(next)
    for (const { targetGroupName, member } of before.values())
      if (!registered.has(member.targetId)) letGo(targetGroupName, member, next.drainSeconds * 1000)
    forgetWhoHasLeft()
    for (const { member } of registered.values()) {
      leaving.delete(member.targetId)
      if (member.traffic !== 'draining') drainsSince.delete(member.targetId)
      else if (!drainsSince.has(member.targetId)) drainsSince.set(member.targetId, now())
    }
    desired = next
  }

  function letGo(targetGroupName: string, member: DesiredMember, drainMs: number): void {
    const drainingSince = drainsSince.get(member.targetId) ?? now()
    drainsSince.set(member.targetId, drainingSince)
    const draining = { ...member, traffic: 'draining', drainingSince } as const
    leaving.set(member.targetId, { targetGroupName, member: draining, until: drainingSince + drainMs })
  }

  /** What is open at the end of their time is cut. */
  function forgetWhoHasLeft(): void {
    for (const [targetId, { until }] of leaving) {
      if ((opens.get(targetId) ?? 0) > 0 && now() < until) continue
      opens.delete(targetId)
      drainsSince.delete(targetId)
      leaving.delete(targetId)
    }
  }

  function observedGroups(): ObservedBalancer['targetGroups'] {
    forgetWhoHasLeft()
    const groups = desired?.targetGroups ?? []
    return groups.map(({ name, members }) => {
      const left = [...leaving.values()].filter(({ targetGroupName }) => targetGroupName === name)
      return { name, members: [...members, ...left.map(({ member }) => member)].map(observedMember) }
    })
  }

  function observedMember(member: DesiredMember): ObservedMember {
    const health = healths.get(member.targetId) ?? { state: 'healthy', reason: 'answers', since: 0 }
    return { ...member, health, open: opens.get(member.targetId) ?? 0 }
  }

  return {
    applied,
    get serves() {
      return desired
    },
    async apply(next) {
      await answer()
      applied.push(next.generation)
      if (desired === undefined || next.generation >= desired.generation) serve(structuredClone(next))
    },
    async observe(): Promise<ObservedBalancer> {
      await answer()
      if (desired === undefined) throw new BalancerTrouble(`${name} was told nothing yet`, true)
      const { generation, listeners } = desired
      return {
        name,
        generation,
        listeners: Object.entries(listeners).map(([kind, port]) => ({
          kind: kind === 'test' ? 'test' : 'production',
          port,
          url: `http://127.0.0.1:${port}`,
        })),
        targetGroups: observedGroups(),
      }
    },
    async measure({ targetIds }) {
      await answer()
      const ofTargets = targetIds.map((targetId) => measures.get(targetId) ?? nothingMeasured)
      return ofTargets.reduce(
        (sum, one) => ({
          ...one,
          requests: sum.requests + one.requests,
          errors: sum.errors + one.errors,
          requestsPerSecond: sum.requestsPerSecond + one.requestsPerSecond,
        }),
        nothingMeasured,
      )
    },
    async remove() {
      await answer()
      desired = undefined
    },
    health: (targetId, state, reason) => void healths.set(targetId, { state, reason, since: now() }),
    open: (targetId, requests) => void opens.set(targetId, requests),
    measured: (targetId, measure) => void measures.set(targetId, measure),
    trouble(message, isRetryable = true) {
      trouble = message === undefined ? undefined : { message, isRetryable }
    },
    forget() {
      desired = undefined
    },
    hold() {
      let release: () => void = () => undefined
      held = new Promise((resolve) => (release = resolve))
      return release
    },
  }
}

interface Registered {
  targetGroupName: string
  member: DesiredMember
}

const membersOf = (desired: DesiredBalancer | undefined): ReadonlyMap<string, Registered> =>
  new Map(
    desired?.targetGroups.flatMap(({ name, members }) =>
      members.map((member) => [member.targetId, { targetGroupName: name, member }]),
    ),
  )
