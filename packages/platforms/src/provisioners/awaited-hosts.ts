/** Waits for hosts to connect. Nothing is asked twice: each change of presence is looked at once. */
export interface SeenHosts {
  isConnected(accountId: string, instanceName: string): boolean
  /** Called whenever a host connected or went. */
  onChange(listener: () => void): () => void
}

export interface AwaitedHosts {
  /** Those that are still missing when all came (none), the limit is over, or it was stopped. */
  untilConnected(
    accountId: string,
    names: readonly string[],
    limitMs: number,
    stopped: AbortSignal,
  ): Promise<readonly string[]>
}

export function createAwaitedHosts({ isConnected, onChange }: SeenHosts): AwaitedHosts {
  return {
    untilConnected(accountId, names, limitMs, stopped) {
      return new Promise((resolve) => {
        const missing = () => names.filter((name) => !isConnected(accountId, name))
        const end = () => {
          clearTimeout(limit)
          unsubscribe()
          stopped.removeEventListener('abort', end)
          resolve(missing())
        }
        const look = () => void (missing().length === 0 && end())
        const limit = setTimeout(end, limitMs)
        const unsubscribe = onChange(look)
        stopped.addEventListener('abort', end)
        if (stopped.aborted) end()
        else look()
      })
    },
  }
}
