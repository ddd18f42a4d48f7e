/** Who waits for which member. Found by the member's key, so that news of one host costs the same in any crowd. */
import { groupKeyOf } from './mirror.ts'

export interface Watchers {
  watch(memberKey: string, wake: () => void): () => void
  wakeMember(memberKey: string): void
  wakeGroup(groupKey: string): void
  hasAny(groupKey: string): boolean
}

export function createWatchers(): Watchers {
  const groups = new Map<string, Map<string, Set<() => void>>>()

  function watch(memberKey: string, wake: () => void): () => void {
    const group = groups.get(groupKeyOf(memberKey)) ?? new Map<string, Set<() => void>>()
    groups.set(groupKeyOf(memberKey), group)
    group.set(memberKey, (group.get(memberKey) ?? new Set()).add(wake))
    return () => leave(memberKey, wake)
  }

  function leave(memberKey: string, wake: () => void): void {
    const group = groups.get(groupKeyOf(memberKey))
    const waiting = group?.get(memberKey)
    waiting?.delete(wake)
    if (waiting?.size === 0) group?.delete(memberKey)
    if (group?.size === 0) groups.delete(groupKeyOf(memberKey))
  }

  function wakeMember(memberKey: string): void {
    for (const wake of groups.get(groupKeyOf(memberKey))?.get(memberKey) ?? []) wake()
  }

  return {
    watch,
    wakeMember,
    wakeGroup(groupKey) {
      for (const memberKey of [...(groups.get(groupKey)?.keys() ?? [])]) wakeMember(memberKey)
    },
    hasAny: (groupKey) => groups.has(groupKey),
  }
}
