/** What the requests of this tab must ask again because of the connection: who one is, and what was missed. */
import type { QueryClient } from '@tanstack/react-query'
import { askAllAgain } from '../query/again.ts'
import type { Connection } from './connection.ts'

/** Hears every state of the connection, also one that says nothing new. */
export function createReconnecting(queries: Pick<QueryClient, 'invalidateQueries'>): (state: Connection) => void {
  let before: Connection = { phase: 'connecting' }
  return (state) => {
    if (mustAskWhoOneIs(before, state)) void queries.invalidateQueries({ queryKey: ['getSession'] })
    // Also the permissions: whoever's role was changed is cut and comes back.
    if (before.phase === 'reconnecting' && state.phase === 'live') void askAllAgain(queries)
    before = state
  }
}

/** Once for each connection that was lost. */
function mustAskWhoOneIs(before: Connection, state: Connection): boolean {
  if (state.phase !== 'reconnecting' || !state.mayBeSignedOut) return false
  return before.phase !== 'reconnecting' || before.retryAt !== state.retryAt
}
