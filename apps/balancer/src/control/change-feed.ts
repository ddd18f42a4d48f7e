/** Who wants to hear which balancer changed. Changes of one balancer within a moment are told once. */
const gatherMs = 20

export type ChangeFeed = ReturnType<typeof changeFeed>

export function changeFeed() {
  const listeners = new Set<(name: string) => void>()
  const gathered = new Set<string>()

  function tell(): void {
    const names = [...gathered]
    gathered.clear()
    for (const listener of listeners) names.forEach(listener)
  }

  return {
    changed(name: string): void {
      if (gathered.size === 0) setTimeout(tell, gatherMs)
      gathered.add(name)
    },
    /** Answers the function that ends it. */
    subscribe(listener: (name: string) => void): () => void {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
