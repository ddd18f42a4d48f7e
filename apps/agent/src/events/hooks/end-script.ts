/** Ends process groups: TERM, and KILL for those who are still there after the grace. */
import { setTimeout as pause } from 'node:timers/promises'
import { groupsOf, membersOf, type RecordedProcess, signalGroups } from '../../journal/recorded-process.ts'

export const killGraceMs = 5_000
/** When the agent itself is being stopped there is less time. */
export const cutGraceMs = 500

const pollMs = 25

/** Answers whether KILL was needed. */
export async function endGroups(recorded: RecordedProcess, graceMs: number): Promise<'TERM' | 'KILL'> {
  const groups = groupsOf(recorded)
  signalGroups(groups, 'SIGTERM')
  for (let waited = 0; waited < graceMs; waited += pollMs) {
    if (!isAnyoneLeft(groups)) return 'TERM'
    await pause(pollMs)
  }
  signalGroups(groups, 'SIGKILL')
  return 'KILL'
}

/** Where there is no `/proc`, a signal that does nothing tells whether anybody could be sent one. */
function isAnyoneLeft(groups: readonly number[]): boolean {
  if (process.platform === 'linux') return membersOf(groups).length > 0
  return groups.some((group) => {
    try {
      return process.kill(-group, 0)
    } catch {
      return false
    }
  })
}
