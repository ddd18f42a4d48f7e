/**
 * The members of one balancer and whose turn it is. A change of the desired state is one synchronous step: a request that comes
 * after it is never given to a host that was taken out by it.
 */
import type { DesiredBalancer, DesiredMember, ObservedBalancer } from '@sluice/model'
import { observedGroups } from './observed-groups.ts'
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
  /** Registered no more, and not yet without a request. */
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
        const taken = before.get(key) ?? leaving.get(key) ?? newcomer(key, name, member)
        taken.watched = addresses.at(member)
        taken.set(member, desired.drainSeconds * 1000)
        return [key, taken]
      }),
    )
    for (const key of registered.keys()) leaving.delete(key)
    for (const [key, member] of before) {
      if (!registered.has(key)) letGo(key, member, desired.drainSeconds * 1000)
    }
    chooseThoseInTurn()
  }

  function newcomer(key: string, targetGroupName: string, desired: DesiredMember): Member {
    const onDrained = () => {
      leaving.delete(key)
      needs.onChanged()
    }
    return openMember({ targetGroupName, desired, watched: addresses.at(desired), now, onDrained })
  }

  function letGo(key: string, member: Member, drainMs: number): void {
    if (member.open() > 0) leaving.set(key, member)
    member.leave(drainMs)
  }

  return {
    set,
    choose(listener: ListenerKind, tried: ReadonlySet<Member>): Member | undefined {
      const able = inTurn[listener]
      return choosePeer(tried.size === 0 ? able : able.filter((member) => !tried.has(member)))
    },
    observed: (desired: DesiredBalancer): ObservedBalancer['targetGroups'] =>
      observedGroups(desired, (name, each) => registered.get(keyOf(name, each)), leaving.values()),
    healthy: addresses.healthy,
    /** What is open may end until then. */
    end(cutAfterMs: number): void {
      addresses.end()
      for (const member of [...registered.values(), ...leaving.values()]) member.end(cutAfterMs)
      inTurn = { production: [], test: [] }
    },
    open: () => [...registered.values(), ...leaving.values()].reduce((sum, member) => sum + member.open(), 0),
  }
}

function keyOf(targetGroupName: string, { targetId, address, port }: DesiredMember): string {
  return [targetGroupName, targetId, address, port].join(' ')
}
