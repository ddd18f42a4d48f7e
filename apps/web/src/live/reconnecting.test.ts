import { QueryClient } from '@tanstack/react-query'
import { describe, expect, it } from 'vitest'
import type { Connection } from './connection.ts'
import { createReconnecting } from './reconnecting.ts'

const lost = (mayBeSignedOut: boolean, retryAt = 500): Connection => ({
  phase: 'reconnecting',
  heardAt: undefined,
  retryAt,
  mayBeSignedOut,
})
const live: Connection = { phase: 'live', heardAt: 1 }

/** Which of two known answers are out of date after these states, in order. */
function outOfDateAfter(...states: Connection[]): unknown[] {
  const queries = new QueryClient()
  queries.setQueryData(['getSession', {}], 'Dana')
  queries.setQueryData(['getDeployment', {}], 'd-1')
  const hear = createReconnecting(queries)
  for (const state of states) hear(state)
  const cache = queries.getQueryCache().findAll()
  return cache.filter((query) => query.state.isInvalidated).map((query) => query.queryKey[0])
}

describe('a connection that was lost', () => {
  it('makes the tab ask who one is when the session was cut or nobody was let in', () => {
    expect(outOfDateAfter(live, lost(true))).toEqual(['getSession'])
  })

  it('changes nothing while the network is away', () => {
    expect(outOfDateAfter(live, lost(false))).toEqual([])
  })

  it('makes everything asked again once it is back, the permissions too', () => {
    expect(outOfDateAfter(live, lost(false), live)).toEqual(['getSession', 'getDeployment'])
  })

  it('has nothing to ask again when it is the first', () => {
    expect(outOfDateAfter({ phase: 'connecting' }, live, live)).toEqual([])
  })

  it('asks who one is once for each try, not at every second', () => {
    let asked = 0
    const hear = createReconnecting({ invalidateQueries: async () => void (asked += 1) })
    for (const state of [lost(true), lost(true), lost(true, 1500)]) hear(state)
    expect(asked).toBe(2)
  })
})
