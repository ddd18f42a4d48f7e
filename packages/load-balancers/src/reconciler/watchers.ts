/** Who waits for which member. Found by the member's key, so that news of one host costs the same in any crowd. */
import { groupKeyOf } from './mirror.ts'

export interface Watchers {
  /** `generation`: one that is not seen yet. */
  watch(memberKey: string, generation: number | undefined, wake: () => void): () => void
  wakeMember(memberKey: string): void
  /** Those who wait for a generation that was seen now. Each is woken by it once. */
  wakeReached(groupKey: string, generation: number): void
  wakeGroup(groupKey: string): void
  hasAny(groupKey: string): boolean
}

export function createWatchers(): Watchers {
  const groups = new Map<string, Map<string, Set<() => void>>>()
  const behind = new Map<string, Map<() => void, number>>()

  function watch(memberKey: string, generation: number | undefined, wakeUp: () => void): () => void {
    // One function of its own for each watch: the same may watch several members.
    const wake = () => wakeUp()
    const groupKey = groupKeyOf(memberKey)
    if (generation !== undefined) behind.set(groupKey, (behind.get(groupKey) ?? new Map()).set(wake, generation))
    const group = groups.get(groupKeyOf(memberKey)) ?? new Map<string, Set<() => void>>()
    groups.set(groupKeyOf(memberKey), group)
    group.set(memberKey, (group.get(memberKey) ?? new Set()).add(wake))
    return () => leave(memberKey, wake)
  }

  function leave(memberKey: string, wake: () => void): void {
    forget(groupKeyOf(memberKey), wake)
    const group = groups.get(groupKeyOf(memberKey))
    const waiting = group?.get(memberKey)
    waiting?.delete(wake)
    if (waiting?.size === 0) group?.delete(memberKey)
    if (group?.size === 0) groups.delete(groupKeyOf(memberKey))
  }

  function forget(groupKey: string, wake: () => void): void {
    behind.get(groupKey)?.delete(wake)
    if (behind.get(groupKey)?.size === 0) behind.delete(groupKey)
  }

  function wakeReached(groupKey: string, reached: number): void {
    for (const [wake, generation] of [...(behind.get(groupKey) ?? [])]) {
      if (generation > reached) continue
      forget(groupKey, wake)
      wake()
    }
  }

  function wakeMember(memberKey: string): void {
    for (const wake of groups.get(groupKeyOf(memberKey))?.get(memberKey) ?? []) wake()
  }

  return {
    watch,
    wakeMember,
    wakeReached,
    wakeGroup(groupKey) {
      for (const memberKey of [...(groups.get(groupKey)?.keys() ?? [])]) wakeMember(memberKey)
    },
    hasAny: (groupKey) => groups.has(groupKey),
  }
}
