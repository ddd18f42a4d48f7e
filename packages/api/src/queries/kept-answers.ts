/** Answers that cost a look at whole fleets, kept for a while, so that many viewers and many pages cost as much as one. */
import type { Store } from '@sluice/store'

export interface Keeping {
  /** Whatever changes the answer has to change it. */
  key: string
  now: number
  /** Milliseconds; `Infinity` for what can change no more. */
  keepFor: number
}

export type KeptAnswers<Answer> = (store: Store, keeping: Keeping, make: () => Promise<Answer>) => Promise<Answer>

export function keptAnswers<Answer>(most: number): KeptAnswers<Answer> {
  const keptOf = new WeakMap<Store, Map<string, { until: number; answer: Promise<Answer> }>>()
  return (store, { key, now, keepFor }, make) => {
    const kept = keptOf.get(store) ?? new Map<string, { until: number; answer: Promise<Answer> }>()
    keptOf.set(store, kept)
    const known = kept.get(key)
    if (known !== undefined && known.until > now) return known.answer
    const answer = make()
    kept.delete(key)
    kept.set(key, { until: now + keepFor, answer })
    for (const oldest of kept.keys()) {
      if (kept.size <= most) break
      kept.delete(oldest)
    }
    answer.catch(() => kept.delete(key))
    return answer
  }
}
