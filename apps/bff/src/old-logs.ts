/** Logs are kept for some days after their last line (`SLUICE_LOG_DAYS`). */
import type { Logs } from '@sluice/logs'

const dayMilliseconds = 24 * 3600 * 1000
const lookEveryMilliseconds = 6 * 3600 * 1000

/** Answers how to stop it. */
export function removeOldLogs(
  logs: Pick<Logs, 'removeOlderThan'>,
  { days, now, fault }: { days: number; now: () => number; fault: (error: unknown) => void },
): () => void {
  const look = () => void logs.removeOlderThan(now() - days * dayMilliseconds, now()).catch(fault)
  look()
  const timer = setInterval(look, lookEveryMilliseconds)
  timer.unref()
  return () => clearInterval(timer)
}
