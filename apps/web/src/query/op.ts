/**
 * Operations as queries and mutations, generic once: `useQuery(op('getDeployment', { deploymentId }))` and
 * `useOperation('stopDeployment')`. Keys are the operation's name and input; nobody writes one by hand.
 */
import { ApiError } from '@sluice/api/client'
import type { Input, OperationName, Output } from '@sluice/api/contracts'
import { infiniteQueryOptions, queryOptions, useMutation } from '@tanstack/react-query'
import type { InfiniteData } from '@tanstack/react-query'
import { useRef } from 'react'
import { connection, retryNow } from '../live/bridge.ts'
import { askAllAgain } from './again.ts'
import { api, queryClient } from './client.ts'

export function op<Name extends OperationName>(name: Name, input: Input<Name>) {
  return queryOptions<Output<Name>, ApiError, Output<Name>, readonly [Name, Input<Name>]>({
    queryKey: [name, input],
    queryFn: ({ signal }) => api.call(name, input, { signal }),
  })
}

/** What this browser knows may be out of date after any write: visible queries are asked again. No write waits for that. */
const refreshAll = (): Promise<void> => askAllAgain(queryClient)

/**
 * A write. Trying the same input again after "no answer" sends the same Idempotency-Key, so that nothing happens twice;
 * any answer ends the attempt.
 */
export function useOperation<Name extends OperationName>(name: Name) {
  const attempt = useRef<{ body: string; key: string } | undefined>(undefined)
  return useMutation<Output<Name>, ApiError, Input<Name>>({
    mutationKey: [name],
    mutationFn: async (input) => {
      const body = JSON.stringify(input)
      if (attempt.current?.body !== body) attempt.current = { body, key: crypto.randomUUID() }
      await checkFirst()
      return api.call(name, input, { idempotencyKey: attempt.current.key })
    },
    onSuccess: () => {
      attempt.current = undefined
      void refreshAll()
    },
    onError: (error) => {
      if (!(error instanceof ApiError) || error.code !== 'Unreachable') attempt.current = undefined
    },
  })
}

/**
 * Without a live connection nothing is sent into the dark: first a question that changes nothing must be answered. That may
 * be so, where only the live channel is blocked.
 */
async function checkFirst(): Promise<void> {
  if (connection.get().phase !== 'reconnecting') return
  retryNow()
  await api.call('getSession', {}).catch(() => {
    throw new ApiError('Unreachable', nothingSent, 0)
  })
}

const nothingSent =
  'The server does not answer: nothing was sent, and nothing happened. When it answers again, look at what is shown then, and press again.'

/**
 * The sentence for one field of a form, from the refusal's details, with the name that scripts know the refusal by. The form
 * names the field by its label already. A refusal is named after the first of its fields.
 */
export function fieldError(error: ApiError | null, field: string): string | undefined {
  const message = error?.details.find((detail) => detail.field === field)?.message
  if (error === null || message === undefined) return undefined
  const words = message.startsWith(`${field} `) ? message.slice(field.length + 1) : message
  const sentence = words.charAt(0).toUpperCase() + words.slice(1)
  return error.details[0]?.field === field && saysMore(error.code) ? `${sentence} (${error.code})` : sentence
}

/** One of CodeDeploy's names, and not that of anything that is wrong. */
const saysMore = (code: string): boolean => code.endsWith('Exception') && code !== 'InvalidInputException'

type Paged = { nextToken?: string | undefined }

/** Lists that come in pages: `useInfiniteQuery(pagesOf('listDeployments', filter))`. */
export function pagesOf<Name extends OperationName>(name: Name, input: Input<Name>) {
  return infiniteQueryOptions<
    Output<Name>,
    ApiError,
    InfiniteData<Output<Name>>,
    readonly [Name, Input<Name>, 'pages'],
    string | undefined
  >({
    queryKey: [name, input, 'pages'],
    queryFn: ({ signal, pageParam }) => {
      const page = pageParam === undefined ? input : { ...(input as object), nextToken: pageParam }
      return api.call(name, page as Input<Name>, { signal })
    },
    initialPageParam: undefined,
    getNextPageParam: (last) => (last as Paged).nextToken,
  })
}
