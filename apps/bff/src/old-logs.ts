/**
 * Logs are kept for some days after their last line (`SLUICE_LOG_DAYS`), and as long as their deployment runs: one that waits over
 * a week-end, to be continued or for its old hosts to go, says nothing for days.
 */
import type { Logs } from '@sluice/logs'

const dayMilliseconds = 24 * 3600 * 1000
const lookEveryMilliseconds = 6 * 3600 * 1000

export interface OldLogsNeeds {
  days: number
  now: () => number
  /** Those that have not ended. */
  running: () => Promise<readonly { deploymentId: string }[]>
  fault: (error: unknown) => void
}

/** Answers how to stop it. */
export function removeOldLogs(
  logs: Pick<Logs, 'removeOlderThan'>,
  { days, now, running, fault }: OldLogsNeeds,
): () => void {
  const look = () => void remove().catch(fault)
  look()
  const timer = setInterval(look, lookEveryMilliseconds)
  timer.unref()
  return () => clearInterval(timer)

  async function remove(): Promise<void> {
    const kept = new Set((await running()).map(({ deploymentId }) => deploymentId))
    await logs.removeOlderThan(now() - days * dayMilliseconds, now(), kept)
  }
}
