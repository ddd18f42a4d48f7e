/**
 * Pages that are no topics, kept up to date by the topic of deployments: what they show depends on which deployments run
 * and how they ended. Listens only while such a page is shown, and asks again at most once a second after the last answer.
 */
import type { OperationName } from '@sluice/api/contracts'
import type { Query, QueryClient } from '@tanstack/react-query'
import { askAgain, atMostEvery } from '../query/again.ts'

const dependOnDeployments: ReadonlySet<unknown> = new Set<OperationName>([
  'getDeploymentGroup',
  'listDeploymentGroups',
  'getGroupDrift',
  'listGroupInstances',
  'listApplicationRevisions',
  'planDeployment',
])

/** A host may be busy with a deployment of any application. */
const dependOnAll: ReadonlySet<unknown> = new Set<OperationName>(['planDeployment'])

const atMostEveryMs = 1000

type Listen = (onChange: (applications: ReadonlySet<string>) => void) => () => void

/** `listen` calls whenever deployments of these applications stand differently, until its answer is called. The answer of this ends all. */
export function refreshPages(queries: QueryClient, listen: Listen): () => void {
  let changed = new Set<string>()
  const refresh = atMostEvery(atMostEveryMs, () => {
    const applications = changed
    changed = new Set()
    return askAgain(queries, (query) => isPage(query) && isOf(query, applications))
  })
  let leave: (() => void) | undefined

  const onChange = (applications: ReadonlySet<string>) => {
    changed = new Set([...changed, ...applications])
    if (changed.size > 0) refresh.call()
  }
  const look = () => {
    const isShown = queries.getQueryCache().findAll({ type: 'active', predicate: isPage }).length > 0
    if (isShown) leave ??= listen(onChange)
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

function isOf({ queryKey: [name, input] }: Query, applications: ReadonlySet<string>): boolean {
  const { applicationName } = (input ?? {}) as { applicationName?: string }
  return applicationName === undefined || applications.has(applicationName) || dependOnAll.has(name)
}
