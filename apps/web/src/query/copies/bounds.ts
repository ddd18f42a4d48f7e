/** How much is kept, for how long, and of what. */
export const bounds = {
  /** One answer: larger ones are asked for anew. */
  mostBytesEach: 4 * 1024 * 1024,
  mostBytes: 20 * 1024 * 1024,
  mostAgeMs: 7 * 24 * 3600 * 1000,
} as const

interface Kept {
  id: string
  at: number
  bytes: number
}

/** What must go: what is too old, then the oldest until the rest fits. */
export function beyondBounds(copies: readonly Kept[], now: number): readonly string[] {
  const newestFirst = copies.toSorted((a, b) => b.at - a.at)
  let bytes = 0
  return newestFirst
    .filter((copy) => {
      bytes += copy.bytes
      return bytes > bounds.mostBytes || now - copy.at > bounds.mostAgeMs
    })
    .map(({ id }) => id)
}

/** Under this name the live channel leaves the last that a topic told. */
export const topicCopy = 'topic'

/**
 * Only what was read. What makes something, and may answer a secret that is shown once (`showsSecretOnce`), is never a
 * query, and would not be kept if it were.
 */
export const isKept = (operation: unknown): boolean =>
  operation === topicCopy ||
  (typeof operation === 'string' && /^(get|list|batchGet|search|compare)[A-Z]/.test(operation))
