/**
 * What is seen of a fleet: who is desired, as it is served; and who is not any more but still has requests, as draining until the last
 * of them has ended. Whoever waits for a host to be free of requests never has to believe what it cannot see.
 */
import type { DesiredBalancer, DesiredMember, ObservedBalancer, ObservedMember } from '@sluice/model'
import type { Member } from './traffic/member.ts'

type ObservedGroup = ObservedBalancer['targetGroups'][number]

export function observedGroups(
  { targetGroups }: DesiredBalancer,
  memberAt: (targetGroupName: string, desired: DesiredMember) => Member | undefined,
  leaving: Iterable<Member>,
): ObservedGroup[] {
  const groups = targetGroups.map(({ name, members }) => ({
    name,
    members: members.map((desired) => {
      const member = memberAt(name, desired)
      if (!member) throw new Error(`${desired.targetId} is desired and not registered`)
      return desired.traffic === 'draining' ? asDraining(member) : asServed(member)
    }),
  }))
  for (const member of leaving) addTo(groups, member)
  return groups
}

/** Its group may be gone too. A host that is registered at another address has all its requests in one number. */
function addTo(groups: ObservedGroup[], member: Member): void {
  const { targetGroupName: name } = member
  const { targetId } = member.desired()
  const group = groups.find((each) => each.name === name) ?? newGroup(groups, name)
  const known = group.members.find((each) => each.targetId === targetId)
  if (known) known.open += member.open()
  else group.members.push(asDraining(member))
}

function newGroup(groups: ObservedGroup[], name: string): ObservedGroup {
  const group: ObservedGroup = { name, members: [] }
  groups.push(group)
  return group
}

function asServed(member: Member): ObservedMember {
  return { ...member.desired(), health: member.health(), open: member.open() }
}

/** Its time counts from when we gave it nothing new, not from when that was wished. */
function asDraining(member: Member): ObservedMember {
  const drainingSince = member.drainsFrom()
  return { ...asServed(member), traffic: 'draining', ...(drainingSince !== undefined && { drainingSince }) }
}
