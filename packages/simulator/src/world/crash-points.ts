/**
 * The store as one life of the service sees it: commits fail where the scenario says, and the life ends around a commit where it
 * says. What a dead service asked is never answered.
 */
import type { Commit, Kept, Store } from '@sluice/store'
import { failingStore } from '@sluice/store/failing-store'
import type { Step } from '../scenario/scenario.ts'

type CrashStep = Extract<Step, { kind: 'serviceCrash' }>
type FailureStep = Extract<Step, { kind: 'commitFailure' }>

export interface CrashPoints {
  store: Store
  /** What dies with the commit that has just been made; undefined when it lives on. */
  crash(): CrashStep | undefined
}

export interface CrashPointsNeeds {
  store: Store
  steps: readonly Step[]
  /** How many commits were made, or failed, in former lives. */
  commitsBefore: number
  isAlive(): boolean
  die(step: CrashStep): void
  /** It is on the disk, whatever becomes of the answer. */
  kept(commit: Commit): void
  failed(): void
  /** A commit is tried. */
  count(): void
}

const never = new Promise<never>(() => undefined)

export function crashPoints(needs: CrashPointsNeeds): CrashPoints {
  const { steps, commitsBefore, isAlive, die } = needs
  const crashes = new Map<number, CrashStep>()
  for (const step of steps) if (step.kind === 'serviceCrash') crashes.set(step.commit, step)
  const failures = steps.filter((step): step is FailureStep => step.kind === 'commitFailure')
  let commits = commitsBefore
  let current: CrashStep | undefined
  /** A store that wrote and cannot even say so. */
  let isDumb = false

  const noting: Store = { ...needs.store, commit: async (commit) => keep(commit) }
  const failing = failures
    .filter(({ commit, times }) => commit + times > commitsBefore)
    .reduce((store, { commit, times, when }) => {
      const failAt = commit - commitsBefore
      return failingStore(store, { failAt, times, when: when === 'unsure' ? 'after' : when })
    }, noting)

  async function keep(commit: Commit): Promise<Kept> {
    const answer = await needs.store.commit(commit)
    needs.kept(commit)
    return answer
  }

  async function commit(wanted: Commit): Promise<Kept> {
    if (!isAlive()) return never
    commits += 1
    needs.count()
    current = crashes.get(commits)
    if (current?.boundary === 'beforeCommit') return end(current)
    try {
      const answer = await failing.commit(wanted)
      if (current?.boundary === 'afterCommit') return end(current)
      return answer
    } catch (error) {
      const at = commits
      isDumb = failures.some(({ when, commit, times }) => when === 'unsure' && at >= commit && at < commit + times)
      needs.failed()
      throw error
    }
  }

  function end(step: CrashStep): Promise<never> {
    die(step)
    return never
  }

  const store: Store = {
    ...needs.store,
    commit,
    lastSeq: () => {
      if (isDumb) return dumb()
      return needs.store.lastSeq()
    },
  }

  /** Only after the write: before it, the conductor notes where it stands. */
  function dumb(): number {
    isDumb = false
    throw new Error('the store does not answer, as asked')
  }

  return { store, crash: () => current }
}
