/**
 * The members of one balancer and whose turn it is. A change of the desired state is one synchronous step: a request that comes
 * after it is never given to a host that was taken out by it.
 */
import type { DesiredBalancer, DesiredMember, ObservedBalancer } from '@sluice/model'
import { type Member, openMember } from './traffic/member.ts'
import { choosePeer } from './traffic/smooth-weighted-round-robin.ts'
import type { ListenerKind } from './traffic/traffic-record.ts'
import { type HealthByAddress, watchAddresses } from './watched-addresses.ts'

export type FleetNeeds = { trusted: HealthByAddress; now(): number; onChanged(): void; onHealth(): void }

export type Fleet = ReturnType<typeof openFleet>

export function openFleet(needs: FleetNeeds) {
  const { now } = needs
  const addresses = watchAddresses({ trusted: needs.trusted, now, onChanged: onHealth })
  let registered = new Map<string, Member>()
  const leaving = new Map<string, Member>()
  let inTurn: Record<ListenerKind, Member[]> = { production: [], test: [] }

  function onHealth(): void {
    chooseThoseInTurn()
    needs.onHealth()
  }

  function chooseThoseInTurn(): void {
    const able = [...registered.values()].filter((member) => member.watched.isHealthy())
    inTurn = {
      production: able.filter((member) => member.takes('production')),
      test: able.filter((member) => member.takes('test')),
    }
  }

  function set(desired: DesiredBalancer): void {
    const all = desired.targetGroups.flatMap(({ name, members }) => members.map((member) => ({ name, member })))
    addresses.set(
      all.map(({ member }) => member),
      desired.healthCheck,
    )
    const before = registered
    registered = new Map(
      all.map(({ name, member }) => {
        const key = keyOf(name, member)
        return [key, takeOver(before.get(key) ?? leaving.get(key), name, member, desired.drainSeconds * 1000)]
      }),
    )
    for (const key of registered.keys()) leaving.delete(key)
    for (const [key, member] of before) {
      if (!registered.has(key)) letGo(key, member, desired.drainSeconds * 1000)
    }
    chooseThoseInTurn()
  }

  function takeOver(
    known: Member | undefined,
    targetGroupName: string,
    desired: DesiredMember,
    drainMs: number,
  ): Member {
    const watched = addresses.at(desired)
    const member = known ?? openMember({ targetGroupName, desired, watched, now, onDrained: needs.onChanged })
    member.watched = watched
    member.set(desired, desired.traffic === 'draining' ? (desired.drainingSince ?? now()) + drainMs : undefined)
    return member
  }

  function letGo(key: string, member: Member, drainMs: number): void {
    leaving.set(key, member)
    member.leave(now() + drainMs)
    setTimeout(() => leaving.get(key) === member && leaving.delete(key), drainMs + 1_000).unref()
  }

  return {
    set,
    choose(listener: ListenerKind, tried: ReadonlySet<Member>): Member | undefined {
      const able = inTurn[listener]
      return choosePeer(tried.size === 0 ? able : able.filter((member) => !tried.has(member)))
    },
    registeredFor: (listener: ListenerKind): number =>
      [...registered.values()].filter((member) => member.takes(listener)).length,
    observed: (desired: DesiredBalancer): ObservedBalancer['targetGroups'] =>
      desired.targetGroups.map(({ name, members }) => ({
        name,
        members: members.map((each) => {
          const member = registered.get(keyOf(name, each))
          if (!member) throw new Error(`${each.targetId} is desired and not registered`)
          return { ...each, health: member.health(), open: member.open() }
        }),
      })),
    healthy: addresses.healthy,
    /** What is open may end until then. */
    end(cutAfterMs: number): void {
      addresses.end()
      for (const member of registered.values()) member.leave(now() + cutAfterMs)
      inTurn = { production: [], test: [] }
    },
    open: () => [...registered.values(), ...leaving.values()].reduce((sum, member) => sum + member.open(), 0),
  }
}

function keyOf(targetGroupName: string, { targetId, address, port }: DesiredMember): string {
  return [targetGroupName, targetId, address, port].join(' ')
}
