/**
 * Who may ask next. A host works on 16 commands at once, and on one at a time of each deployment group; the others wait
 * in the order in which they came.
 */
import type { HostCommand } from '@sluice/agent-link'

export interface Slots {
  /** False when it has to wait. */
  tryToTake(command: HostCommand): boolean
  release(id: string): void
  isWaiting(id: string): boolean
  wait(command: HostCommand): void
  stopWaiting(id: string): void
  /** The first of those that wait for which there is room now, no longer waiting. */
  next(): HostCommand | undefined
}

export function slots(count: number): Slots {
  const taken = new Map<string, HostCommand>()
  const waiting = new Map<string, HostCommand>()

  const hasRoom = ({ deploymentGroupId }: HostCommand): boolean =>
    taken.size < count && ![...taken.values()].some((other) => other.deploymentGroupId === deploymentGroupId)

  return {
    tryToTake(command) {
      if (!hasRoom(command)) return false
      taken.set(command.id, command)
      return true
    },
    release: (id) => void taken.delete(id),
    isWaiting: (id) => waiting.has(id),
    wait: (command) => void waiting.set(command.id, command),
    stopWaiting: (id) => void waiting.delete(id),
    next() {
      const command = [...waiting.values()].find(hasRoom)
      if (command !== undefined) waiting.delete(command.id)
      return command
    },
  }
}
