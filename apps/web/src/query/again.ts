/**
 * Asking again what is shown because something changed: never so often, and never so hastily, that no answer is ever
 * awaited. A server goes on with a question that nobody waits for any more.
 */
import type { OperationName } from '@sluice/api/contracts'
import type { Query, QueryClient } from '@tanstack/react-query'

export interface Paced {
  call(): void
  /** Forgets what waits to be done. What was begun goes on. */
  cancel(): void
}

/**
 * The first call counts at once. Those that come while it is being done, or within the time after it, are one; after that
 * time, however many go on coming.
 */
export function atMostEvery(ms: number, act: () => Promise<unknown>): Paced {
  let state: 'idle' | 'busy' | 'wanted' = 'idle'

  const call = () => {
    if (state !== 'idle') {
      state = 'wanted'
      return
    }
    state = 'busy'
    void act().then(rest, rest)
  }
  const rest = () => {
    setTimeout(() => {
      const isWanted = state === 'wanted'
      state = 'idle'
      if (isWanted) call()
    }, ms)
  }
  return {
    call,
    cancel() {
      if (state === 'wanted') state = 'busy'
    },
  }
}

/**
 * What is shown of these is asked again, the rest when it is seen. One that is being answered is waited for first: it may
 * have been asked before the change.
 */
export async function askAgain(queries: QueryClient, predicate: (query: Query) => boolean): Promise<void> {
  const underWay = queries.getQueryCache().findAll({ type: 'active', fetchStatus: 'fetching', predicate })
  if (underWay.length > 0) await Promise.allSettled(underWay.map(({ promise }) => promise))
  // A hidden tab asks when it is seen again.
  const refetchType = document.hidden ? 'none' : 'active'
  await queries.invalidateQueries({ predicate, refetchType }, { cancelRefetch: false })
}

/**
 * After a write, and after a connection was lost: everything that is shown may be out of date. But not a history that was
 * paged far down: that would be page after page in order, for rows that are told live. It is asked again when it is opened.
 */
export async function askAllAgain(queries: Pick<QueryClient, 'invalidateQueries'>): Promise<void> {
  await Promise.all([
    queries.invalidateQueries({ predicate: (query) => !isLong(query) }),
    queries.invalidateQueries({ predicate: isLong, refetchType: 'none' }),
  ])
}

const histories: ReadonlySet<unknown> = new Set<OperationName>(['listDeployments', 'listActivity'])
const mostPagesAgain = 3

/** `pagesOf` of op.ts, further than is asked for again by itself. */
export const isLong = ({ queryKey: [name, , kind], state: { data } }: Pick<Query, 'queryKey' | 'state'>): boolean =>
  histories.has(name) &&
  kind === 'pages' &&
  ((data as { pages?: readonly unknown[] } | undefined)?.pages?.length ?? 0) > mostPagesAgain
