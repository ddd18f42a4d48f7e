/** What a balancer says of one registered host; undefined while it has not been heard of it. */
import type { ObservedBalancer, ObservedMember, TargetGroupMember } from '@sluice/model'

type Place = Pick<TargetGroupMember, 'targetGroupName' | 'targetId'>

export const memberHealth = (observed: ObservedBalancer | undefined, member: Place) =>
  observedMember(observed, member)?.health

export function observedMember(
  observed: ObservedBalancer | undefined,
  { targetGroupName, targetId }: Place,
): ObservedMember | undefined {
  const targetGroup = observed?.targetGroups.find(({ name }) => name === targetGroupName)
  return targetGroup?.members.find((member) => member.targetId === targetId)
}
