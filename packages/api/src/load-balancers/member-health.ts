/** What a balancer says of its registered hosts: looked up by name, so that a fleet of any size costs one look a host. */
import type { ObservedBalancer, ObservedMember, TargetGroupMember } from '@sluice/model'

type Place = Pick<TargetGroupMember, 'targetGroupName' | 'targetId'>

/** Of one balancer; undefined for a host that has not been heard of. */
export function observedMembers(observed: ObservedBalancer | undefined): (place: Place) => ObservedMember | undefined {
  const groups = new Map(observed?.targetGroups.map(({ name, members }) => [name, byTargetId(members)]))
  return ({ targetGroupName, targetId }) => groups.get(targetGroupName)?.get(targetId)
}

const byTargetId = (members: readonly ObservedMember[]): Map<string, ObservedMember> =>
  new Map(members.map((member) => [member.targetId, member]))
