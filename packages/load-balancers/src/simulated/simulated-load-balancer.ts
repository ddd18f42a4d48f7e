/**
 * A balancer that exists in memory only: hosts are as healthy and as busy as the script says. For tests and the simulator; it
 * takes and answers what real ones do.
 */
import type { DesiredBalancer, MemberHealth, ObservedBalancer, ObservedMember, TrafficMeasure } from '@sluice/model'
import { BalancerTrouble, type LoadBalancerPort } from '../load-balancer.ts'

export interface SimulatedLoadBalancer extends LoadBalancerPort {
  /** Generations in the order they were given, ignored ones too. */
  readonly applied: readonly number[]
  /** Of the desired state it serves; undefined before the first and after `remove`. */
  readonly serves: DesiredBalancer | undefined
  /** Healthy unless said otherwise. The same for a host in all its target groups. */
  health(targetId: string, state: MemberHealth['state'], reason: string): void
  /** Requests that are open on this host; none unless said otherwise. Cut when the host is removed. */
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
  const measures = new Map<string, TrafficMeasure>()
  let desired: DesiredBalancer | undefined
  let trouble: { message: string; isRetryable: boolean } | undefined
  let held: Promise<void> = Promise.resolve()

  async function answer(): Promise<void> {
    await held
    if (trouble !== undefined) throw new BalancerTrouble(trouble.message, trouble.isRetryable)
  }

  function serve(next: DesiredBalancer): void {
    const registered = new Set(next.targetGroups.flatMap((group) => group.members.map((member) => member.targetId)))
    for (const targetId of opens.keys()) if (!registered.has(targetId)) opens.delete(targetId)
    desired = next
  }

  function observedMember(member: DesiredBalancer['targetGroups'][number]['members'][number]): ObservedMember {
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
      const { generation, listeners, targetGroups } = desired
      return {
        name,
        generation,
        listeners: Object.entries(listeners).map(([kind, port]) => ({
          kind: kind === 'test' ? 'test' : 'production',
          port,
          url: `http://127.0.0.1:${port}`,
        })),
        targetGroups: targetGroups.map((group) => ({ name: group.name, members: group.members.map(observedMember) })),
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
