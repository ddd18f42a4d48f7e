/** What folding must know, from the fleet. While one host is looked at, its events stand for themselves. */
import { statusOf } from '../../../live/fleet.ts'
import type { Fleet } from '../../../live/fleet.ts'
import type { LogFilter } from './groups.ts'
import type { FoldFacts, GroupState } from './log-block.ts'

const joinFrom = 61

const byDigit: Record<string, GroupState> = { '1': 'running', '2': 'succeeded', '3': 'failed' }

const indexes = new WeakMap<readonly string[], Map<string, number>>()

function indexOf(fleet: Fleet, targetId: string): number {
  let index = indexes.get(fleet.names)
  if (index === undefined) {
    index = new Map(fleet.names.map((name, at) => [name, at]))
    indexes.set(fleet.names, index)
  }
  return index.get(targetId) ?? -1
}

export function foldFacts(fleet: Fleet | undefined, filter: LogFilter): FoldFacts {
  const isNarrowed = filter.host !== undefined || filter.event !== undefined
  return {
    joinsHosts: (fleet?.names.length ?? 0) >= joinFrom && !isNarrowed,
    opensAll: isNarrowed,
    hostState(targetId) {
      const at = fleet === undefined ? -1 : indexOf(fleet, targetId)
      if (fleet === undefined || at < 0 || isNarrowed) return 'other'
      const status = statusOf(fleet, at)
      if (status === 'Succeeded') return 'succeeded'
      return status === 'Failed' ? 'failed' : status === 'InProgress' ? 'running' : 'other'
    },
    silentSince(targetId) {
      const at = fleet === undefined ? -1 : indexOf(fleet, targetId)
      return (at < 0 ? 0 : fleet?.silentSince[at]) || undefined
    },
    eventState(targetId, event) {
      const at = fleet === undefined ? -1 : indexOf(fleet, targetId)
      const digit = fleet?.steps[at]?.[fleet.events.indexOf(event)]
      return byDigit[digit ?? ''] ?? 'other'
    },
  }
}

/** The same facts, but each keeps its first answer: while somebody reads, nothing is folded away under their eyes. */
export function steadyFacts(facts: FoldFacts, answers: Map<string, GroupState>): FoldFacts {
  const once = (key: string, answer: () => GroupState) => {
    const known = answers.get(key) ?? answer()
    answers.set(key, known)
    return known
  }
  return {
    joinsHosts: facts.joinsHosts,
    opensAll: facts.opensAll,
    ...(facts.silentSince !== undefined && { silentSince: facts.silentSince }),
    hostState: (targetId) => once(targetId, () => facts.hostState(targetId)),
    eventState: (targetId, event) => once(`${targetId}\n${event}`, () => facts.eventState(targetId, event)),
  }
}
