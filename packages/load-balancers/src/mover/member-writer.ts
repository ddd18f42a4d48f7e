/**
 * Writes members' rows one commit after the other, and what is wanted meanwhile together in the next: five hundred hosts that
 * move at once cost a few commits. What to write is said at its turn, from the rows as all earlier writes left them.
 */
import type { TargetGroupMember } from '@sluice/model'
import type { Registrations } from '../reconciler/registrations.ts'
import { memberKey, type MemberName } from '../reconciler/rows.ts'

export type MemberChange = { put: TargetGroupMember } | { remove: MemberName }
export type Look = (name: MemberName) => TargetGroupMember | undefined

export interface MemberWriter {
  /** Resolves when it is committed, or when there was nothing to write. Rejects when the commit failed. */
  write(change: (look: Look) => MemberChange[]): Promise<void>
}

interface Turn {
  change(look: Look): MemberChange[]
  resolve(): void
  reject(error: unknown): void
}

const turnsAtOnce = 500

export function createMemberWriter(
  registrations: Pick<Registrations, 'member'>,
  commit: (changes: readonly MemberChange[]) => Promise<void>,
): MemberWriter {
  const queue: Turn[] = []
  let isWriting = false

  async function writeAll(): Promise<void> {
    isWriting = true
    // Whoever wants something in this very moment is taken along.
    await Promise.resolve()
    while (queue.length > 0) await writeTogether(queue.splice(0, turnsAtOnce))
    isWriting = false
  }

  async function writeTogether(turns: Turn[]): Promise<void> {
    try {
      const changes = changesOf(turns)
      if (changes.length > 0) await commit(changes)
      turns.forEach((turn) => turn.resolve())
    } catch (error) {
      turns.forEach((turn) => turn.reject(error))
    }
  }

  function changesOf(turns: Turn[]): MemberChange[] {
    const changes = new Map<string, MemberChange>()
    const look: Look = (name) => {
      const change = changes.get(memberKey(name))
      if (change === undefined) return registrations.member(name)
      return 'put' in change ? change.put : undefined
    }
    for (const turn of turns) for (const change of turn.change(look)) changes.set(keyOf(change), change)
    return [...changes.values()]
  }

  return {
    write: (change) =>
      new Promise((resolve, reject) => {
        queue.push({ change, resolve, reject })
        if (!isWriting) void writeAll()
      }),
  }
}

const keyOf = (change: MemberChange): string => memberKey('put' in change ? change.put : change.remove)
