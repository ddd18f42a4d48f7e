/**
 * For tests of screens: a server that answers each operation with what the test says, and the frame that screens stand in.
 * Only `fetch` is replaced, so queries, the client and its errors are the real ones.
 */
import type { RefusalDetail } from '@sluice/model'
import type { Input, OperationName, Output, SessionInfo } from '@sluice/api/contracts'
import { QueryClientProvider } from '@tanstack/react-query'
import { render } from '@testing-library/react'
import type { ReactNode } from 'react'
import { createMemoryRouter, RouterProvider } from 'react-router'
import { SessionContext } from '../../session/session.ts'
import { queryClient } from '../client.ts'
import { partOf } from './part-of.ts'

type Answer<Name extends OperationName> = (input: Input<Name>) => Partial<Output<Name>> | Response | Promise<never>
export type Answers = { [Name in OperationName]?: Answer<Name> }

export interface Call {
  name: OperationName
  input: unknown
}

const browserFetch = globalThis.fetch

/** What was asked since. An operation without an answer is refused, so that a test says all that its screen needs. */
export function standInServer(answers: Answers): Call[] {
  const calls: Call[] = []
  globalThis.fetch = async (address, init) => {
    const name = String(address).replace('/api/', '') as OperationName
    const input = JSON.parse(String(init?.body)) as never
    calls.push({ name, input })
    const answer = await answers[name]?.(input)
    if (answer instanceof Response) return answer
    return answer === undefined ? refusal('Fault', `${name} has no answer in this test.`) : Response.json(answer)
  }
  return calls
}

export const refusal = (code: string, message: string, details: RefusalDetail[] = []): Response =>
  Response.json({ error: { code, message, requestId: 'r-1', details } }, { status: 400 })

/** An answer that does not come. */
export const silence = (): Promise<never> => new Promise<never>(() => undefined)

export function forgetServer(): void {
  globalThis.fetch = browserFetch
  queryClient.clear()
}

const everything = new Proxy({}, { get: () => ({ allowed: true }) })
const session = { userId: 'u-1', name: 'Ada', role: 'admin', permissions: everything, hasPassword: true }

/** `path` is the pattern of the route when the screen reads parameters of it. */
export function renderAt(screen: ReactNode, { at = '/', path = '*', may = {} as Record<string, unknown> } = {}) {
  const permissions = Object.keys(may).length === 0 ? everything : may
  const router = createMemoryRouter(
    [
      { path, element: screen },
      { path: '*', element: 'elsewhere' },
    ].slice(0, path === '*' ? 1 : 2),
    { initialEntries: [at] },
  )
  const view = render(
    <QueryClientProvider client={queryClient}>
      <SessionContext value={partOf<SessionInfo>({ ...session, permissions })}>
        <RouterProvider router={router} />
      </SessionContext>
    </QueryClientProvider>,
  )
  return { ...view, router }
}
