/** Waits for something outside this process to become so. The test's own time limit is the only clock. */
import { setTimeout as pause } from 'node:timers/promises'

export async function until<T>(look: () => T | undefined | false): Promise<T> {
  for (;;) {
    const seen = look()
    if (seen !== undefined && seen !== false) return seen
    await pause(10)
  }
}
