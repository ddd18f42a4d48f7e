/** Who waits until a balancer serves a generation. */
export interface ApplyingWaits {
  /** Rejects when stopped before. */
  until(balancerKey: string, generation: number): Promise<void>
  /** The balancer was seen, or was deleted. */
  settle(balancerKey: string): void
  hasAny(balancerKey: string): boolean
  stop(): void
}

interface Wait {
  generation: number
  resolve(): void
  reject(error: Error): void
}

export function createApplying(isApplied: (balancerKey: string, generation: number) => boolean): ApplyingWaits {
  const waits = new Map<string, Set<Wait>>()

  function settle(key: string): void {
    const ofBalancer = waits.get(key)
    for (const wait of ofBalancer ?? []) {
      if (!isApplied(key, wait.generation)) continue
      ofBalancer?.delete(wait)
      wait.resolve()
    }
    if (ofBalancer?.size === 0) waits.delete(key)
  }

  return {
    async until(key, generation) {
      if (isApplied(key, generation)) return
      await new Promise<void>((resolve, reject) => {
        waits.set(key, (waits.get(key) ?? new Set()).add({ generation, resolve, reject }))
      })
    },
    settle,
    hasAny: (key) => waits.has(key),
    stop() {
      for (const ofBalancer of waits.values())
        for (const wait of ofBalancer) wait.reject(new Error('the reconciler was stopped'))
      waits.clear()
    },
  }
}
