/**
 * A registered host as it is served: its connections, what is open on it now, and the deadline after which that is cut.
 * Knows nothing of other hosts. Open is what was given to the host and is not over: a request until its answer has reached the
 * client, an upgraded connection until it closes.
 */
import type { DesiredMember, MemberHealth } from '@sluice/model'
import { Agent } from 'node:http'
import type { WatchedAddress } from '../health/watched-address.ts'
import type { Weighted } from './smooth-weighted-round-robin.ts'
import type { ListenerKind } from './traffic-record.ts'

/** Hosts written in Node close an idle connection after 5 s: we let go of it before that, and never race with it. */
const idleConnectionMs = 4_000
const mostIdleConnections = 256

export type Member = Weighted & {
  readonly targetGroupName: string
  readonly agent: Agent
  /** Another one after it had left and came back. */
  watched: WatchedAddress
  desired(): DesiredMember
  health(): MemberHealth
  takes(listener: ListenerKind): boolean
  open(): number
  /** Since when it gets nothing new, ms since the epoch; undefined while it is served. */
  drainsFrom(): number | undefined
  /** `cut` is called when the deadline passes. Answers the function that says that it is over. */
  begin(cut: () => void): () => void
  /** What drains has `drainMs` from the moment on that we gave it nothing new: word of it may have come late. */
  set(desired: DesiredMember, drainMs: number): void
  /** It is registered no more: gets nothing new, keeps what it has as when it drains. */
  leave(drainMs: number): void
  /** The balancer ends: what is open has this long at most. */
  end(cutAfterMs: number): void
}

export type MemberNeeds = {
  targetGroupName: string
  desired: DesiredMember
  watched: WatchedAddress
  now(): number
  /** The last open exchange of a host that gets nothing new is over. */
  onDrained(): void
}

export function openMember(needs: MemberNeeds): Member {
  const agent = new Agent({ keepAlive: true, maxFreeSockets: mostIdleConnections, timeout: idleConnectionMs })
  const cuts = new Set<() => void>()
  let { desired } = needs
  let hasLeft = false
  // What is known first while it drains has nothing open here: its row says since when.
  let drainsFrom = desired.traffic === 'draining' ? desired.drainingSince : undefined
  let cutAt = Number.POSITIVE_INFINITY
  let deadline: NodeJS.Timeout | undefined

  function cutNow(): void {
    for (const cut of cuts) cut()
    agent.destroy()
  }

  function serve(): void {
    clearTimeout(deadline)
    drainsFrom = undefined
    cutAt = Number.POSITIVE_INFINITY
  }

  function drain(drainMs: number): void {
    drainsFrom ??= needs.now()
    setDeadline(drainsFrom + drainMs)
  }

  function setDeadline(at: number): void {
    clearTimeout(deadline)
    cutAt = at
    deadline = setTimeout(cutNow, Math.max(0, at - needs.now())).unref()
  }

  const member: Member = {
    weight: desired.weight,
    credit: 0,
    targetGroupName: needs.targetGroupName,
    agent,
    watched: needs.watched,
    desired: () => desired,
    health: () => member.watched.health(),
    takes: (listener) => !hasLeft && desired.traffic === listener,
    open: () => cuts.size,
    drainsFrom: () => drainsFrom,
    begin(cut) {
      cuts.add(cut)
      return () => {
        if (cuts.delete(cut) && cuts.size === 0 && (hasLeft || desired.traffic === 'draining')) needs.onDrained()
      }
    },
    set(next, drainMs) {
      desired = next
      hasLeft = false
      member.weight = next.weight
      if (next.traffic === 'draining') drain(drainMs)
      else serve()
    },
    leave(drainMs) {
      hasLeft = true
      drain(drainMs)
    },
    end(cutAfterMs) {
      hasLeft = true
      setDeadline(Math.min(cutAt, needs.now() + cutAfterMs))
    },
  }
  return member
}
