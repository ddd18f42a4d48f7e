/** Commands at work, each once, however often it comes. Each ends when it is withdrawn, or when the mover stops. */
export interface AtWork {
  begin(id: string, work: (signal: AbortSignal) => Promise<void>): void
  withdraw(id: string): void
  ids(): Iterable<string>
  /** Aborted when the mover stops. */
  readonly stopping: AbortSignal
  stop(): void
  /** For what goes on beside commands: an end that was asked for is no fault. */
  unlessEnded(error: unknown): void
}

export class Withdrawn extends Error {}
class Stopped extends Error {}

export function createAtWork(fault: (error: unknown) => void): AtWork {
  const withdrawals = new Map<string, AbortController>()
  const stopping = new AbortController()

  function begin(id: string, work: (signal: AbortSignal) => Promise<void>): void {
    if (withdrawals.has(id) || stopping.signal.aborted) return
    const withdrawal = new AbortController()
    withdrawals.set(id, withdrawal)
    work(AbortSignal.any([withdrawal.signal, stopping.signal]))
      .catch(unlessEnded)
      .finally(() => withdrawals.delete(id))
  }

  function unlessEnded(error: unknown): void {
    if (!(error instanceof Withdrawn) && !(error instanceof Stopped)) fault(error)
  }

  return {
    begin,
    withdraw: (id) => withdrawals.get(id)?.abort(new Withdrawn()),
    ids: () => withdrawals.keys(),
    stopping: stopping.signal,
    stop: () => stopping.abort(new Stopped('the traffic mover was stopped')),
    unlessEnded,
  }
}
