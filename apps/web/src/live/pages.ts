/**
 * Pages that are no topics, kept up to date by the topic of deployments: what they show depends on which deployments run
 * and how they ended. Listens only while such a page is shown, and asks again at most once a second.
 */
import type { OperationName } from '@sluice/api/contracts'
import type { Query, QueryClient } from '@tanstack/react-query'

const dependOnDeployments: ReadonlySet<unknown> = new Set<OperationName>([
  'getDeploymentGroup',
  'listDeploymentGroups',
  'listGroupInstances',
  'listApplicationRevisions',
  'planDeployment',
])

const atMostEveryMs = 1000

/** `listen` calls at each change of a deployment until its answer is called. The answer of this ends all. */
export function refreshPages(queries: QueryClient, listen: (onChange: () => void) => () => void): () => void {
  const refresh = atMostEvery(atMostEveryMs, () => {
    // A hidden tab asks when it is seen again.
    void queries.invalidateQueries({ predicate: isPage, refetchType: document.hidden ? 'none' : 'active' })
  })
  let leave: (() => void) | undefined

  const look = () => {
    const isShown = queries.getQueryCache().findAll({ type: 'active', predicate: isPage }).length > 0
    if (isShown) leave ??= listen(refresh.call)
    else end()
  }
  const end = () => {
    leave?.()
    leave = undefined
    refresh.cancel()
  }

  const unsubscribe = queries.getQueryCache().subscribe(({ type }) => {
    if (type === 'observerAdded' || type === 'observerRemoved') look()
  })
  look()
  return () => {
    unsubscribe()
    end()
  }
}

const isPage = (query: Query): boolean => dependOnDeployments.has(query.queryKey[0])

/** The first call counts at once; those that follow within the time are one, at its end. */
function atMostEvery(ms: number, act: () => void): { call(): void; cancel(): void } {
  let resting: ReturnType<typeof setTimeout> | undefined
  let isWaiting = false
  const call = () => {
    if (resting !== undefined) {
      isWaiting = true
      return
    }
    act()
    resting = setTimeout(rested, ms)
  }
  const rested = () => {
    resting = undefined
    if (!isWaiting) return
    isWaiting = false
    call()
  }
  return {
    call,
    cancel() {
      clearTimeout(resting)
      resting = undefined
      isWaiting = false
    },
  }
}
