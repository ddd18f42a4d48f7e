/** Logs are kept for fourteen days after their last line. */
import type { Logs } from '@sluice/logs'

const keptMilliseconds = 14 * 24 * 3600 * 1000
const lookEveryMilliseconds = 6 * 3600 * 1000

/** Answers how to stop it. */
export function removeOldLogs(logs: Logs, now: () => number, fault: (error: unknown) => void): () => void {
  const look = () => void logs.removeOlderThan(now() - keptMilliseconds).catch(fault)
  look()
  const timer = setInterval(look, lookEveryMilliseconds)
  timer.unref()
  return () => clearInterval(timer)
}
