/**
 * What the reconciler reads: the rows of balancers, target groups and members, all of them once at the start, and then
 * every change by its commit. Changes have the store's shape and keys, so that commits can be handed on as they are.
 */
import type { LoadBalancer, TargetGroup, TargetGroupMember } from '@sluice/model'

export interface Rows {
  /** The number of the last commit. Generations are these numbers: they grow with every change and survive restarts. */
  generation(): number
  loadBalancers(): Promise<LoadBalancer[]>
  targetGroups(): Promise<TargetGroup[]>
  members(targetGroup: TargetGroup): Promise<TargetGroupMember[]>
  /** After each commit that changed such rows, in order, before whoever asked for the change is told. */
  onChanged(listener: (changed: ChangedRows) => void): () => void
}

export interface ChangedRows {
  /** Of the commit. */
  generation: number
  changes: readonly RowChange[]
}

interface Collections {
  loadBalancers: LoadBalancer
  targetGroups: TargetGroup
  targetGroupMembers: TargetGroupMember
}
export type RowCollection = keyof Collections

/** Keys are `account/balancer`, `account/target group` and `account/target group/host`. */
export type RowChange = { [C in RowCollection]: RowChangeOf<C> }[RowCollection]
export type RowChangeOf<C extends RowCollection> =
  { collection: C; key: string; put: Collections[C] } | { collection: C; key: string; remove: true }

const rowCollections: readonly string[] = [
  'loadBalancers',
  'targetGroups',
  'targetGroupMembers',
] satisfies RowCollection[]

/** Picks, out of everything that a commit changed, what concerns balancers. */
export function isRowChange<Change extends { collection: string }>(
  change: Change,
): change is Extract<Change, { collection: RowCollection }> {
  return rowCollections.includes(change.collection)
}

/** Who is registered where: the name of a member's row. */
export interface MemberName {
  accountId: string
  targetGroupName: string
  targetId: string
}

export const namedKey = (accountId: string, name: string): string => `${accountId}/${name}`
export const memberKey = ({ accountId, targetGroupName, targetId }: MemberName): string =>
  `${accountId}/${targetGroupName}/${targetId}`
