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
  /** `cut` is called when the deadline passes. Answers the function that says that it is over. */
  begin(cut: () => void): () => void
  /** `cutAt` is set while it drains: ms since the epoch. */
  set(desired: DesiredMember, cutAt: number | undefined): void
  /** It is registered no more: gets nothing new, keeps what it has until then. */
  leave(cutAt: number): void
  cutNow(): void
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
  let deadline: NodeJS.Timeout | undefined

  function cutNow(): void {
    for (const cut of cuts) cut()
    agent.destroy()
  }

  function setDeadline(cutAt: number | undefined): void {
    clearTimeout(deadline)
    deadline = cutAt === undefined ? undefined : setTimeout(cutNow, Math.max(0, cutAt - needs.now())).unref()
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
    begin(cut) {
      cuts.add(cut)
      return () => {
        if (cuts.delete(cut) && cuts.size === 0 && (hasLeft || desired.traffic === 'draining')) needs.onDrained()
      }
    },
    set(next, cutAt) {
      desired = next
      hasLeft = false
      member.weight = next.weight
      setDeadline(cutAt)
    },
    leave(cutAt) {
      hasLeft = true
      setDeadline(cutAt)
    },
    cutNow,
  }
  return member
}
