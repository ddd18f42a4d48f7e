/**
 * All events of a deployment, oldest first. They only ever grow at the end: each page is asked for once, and asking again
 * asks for what came after the last one known.
 */
import type { ApiError } from '@sluice/api/client'
import type { Output } from '@sluice/api/contracts'
import { queryOptions } from '@tanstack/react-query'
import { api } from '../../../query/client.ts'
import { op } from '../../../query/op.ts'

type Events = Output<'listDeploymentEvents'>['events']

export function allEvents(deploymentId: string) {
  return queryOptions<Events, ApiError>({
    queryKey: [...op('listDeploymentEvents', { deploymentId }).queryKey, 'all'],
    queryFn: async ({ client, queryKey, signal }) => {
      const known = client.getQueryData<Events>(queryKey) ?? []
      const later = await eventsAfter(deploymentId, known.at(-1)?.index ?? 0, signal)
      return later.length === 0 ? known : [...known, ...later]
    },
    staleTime: 0,
    structuralSharing: false,
  })
}

async function eventsAfter(deploymentId: string, after: number, signal: AbortSignal): Promise<Events> {
  const { events, next } = await api.call('listDeploymentEvents', { deploymentId, after }, { signal })
  return next === undefined ? events : [...events, ...(await eventsAfter(deploymentId, next, signal))]
}
