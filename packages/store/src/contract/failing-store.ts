/**
 * A store that fails at its n-th commit, for tests of what happens then. `before`: nothing was written (a full disk).
 * `after`: everything was written, but the answer was lost on the way (a broken connection).
 */
import type { Store } from '../store.ts'

export interface FailurePlan {
  /** Commits are counted from 1. */
  failAt: number
  /** How many commits in a row fail from there. */
  times?: number
  when?: 'before' | 'after'
}

export class StoreBroke extends Error {
  constructor(commit: number) {
    super(`the store failed at commit ${commit}, as asked`)
    this.name = 'StoreBroke'
  }
}

export function failingStore(store: Store, { failAt, times = 1, when = 'before' }: FailurePlan): Store {
  let commits = 0
  return {
    ...store,
    commit: async (commit) => {
      commits += 1
      const fails = commits >= failAt && commits < failAt + times
      if (fails && when === 'before') throw new StoreBroke(commits)
      const committed = await store.commit(commit)
      if (fails) throw new StoreBroke(commits)
      return committed
    },
  }
}
