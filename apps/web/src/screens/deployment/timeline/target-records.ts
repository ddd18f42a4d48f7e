/**
 * The full records of the targets that are in sight: asked for in batches, kept while they are right, asked for again when the fleet
 * says that they changed. Ten thousand are never loaded at once.
 */
import type { DeploymentTarget } from '@sluice/model'
import { createStore } from '../../../ui/store.ts'
import type { Store } from '../../../ui/store.ts'

/** `mark` says in which state the fleet knows the target: another mark, another record. */
export interface Wanted {
  targetId: string
  mark: string
}

export interface Records {
  get(targetId: string): DeploymentTarget | undefined
  /** What is in sight now. What is asked for already is not asked for twice. */
  want(wanted: readonly Wanted[]): void
  /** Changes with each answer. */
  readonly answers: Pick<Store<number>, 'get' | 'subscribe'>
  readonly error: Pick<Store<Error | undefined>, 'get' | 'subscribe'>
  retry(): void
}

/** CodeDeploy's limit of one call. */
const batchSize = 25
const mostAtOnce = 2
const mostKept = 1000

interface Kept {
  mark: string
  record: DeploymentTarget
}

export function createRecords(load: (targetIds: string[]) => Promise<DeploymentTarget[]>): Records {
  const answers = createStore(0)
  const error = createStore<Error | undefined>(undefined)
  const kept = new Map<string, Kept>()
  let inSight: readonly Wanted[] = []
  /** Names that an answer is awaited for. */
  const asked = new Set<string>()
  let running = 0

  const isMissing = ({ targetId, mark }: Wanted) => kept.get(targetId)?.mark !== mark && !asked.has(targetId)

  const next = () => {
    while (running < mostAtOnce && error.get() === undefined) {
      const batch = inSight.filter(isMissing).slice(0, batchSize)
      if (batch.length === 0) return
      running += 1
      for (const { targetId } of batch) asked.add(targetId)
      void take(batch)
    }
  }

  const take = async (batch: readonly Wanted[]) => {
    try {
      const records = await load(batch.map(({ targetId }) => targetId))
      const markOf = new Map(batch.map(({ targetId, mark }) => [targetId, mark]))
      for (const record of records) keep(record, markOf.get(record.targetId) ?? '')
      answers.set(answers.get() + 1)
    } catch (thrown) {
      error.set(thrown instanceof Error ? thrown : new Error(String(thrown)))
    } finally {
      running -= 1
      for (const { targetId } of batch) asked.delete(targetId)
    }
    next()
  }

  const keep = (record: DeploymentTarget, mark: string) => {
    kept.delete(record.targetId)
    kept.set(record.targetId, { mark, record })
    for (const oldest of kept.keys()) {
      if (kept.size <= mostKept) break
      kept.delete(oldest)
    }
  }

  return {
    answers,
    error,
    get: (targetId) => kept.get(targetId)?.record,
    want(wanted) {
      inSight = wanted
      next()
    },
    retry() {
      error.set(undefined)
      next()
    },
  }
}
