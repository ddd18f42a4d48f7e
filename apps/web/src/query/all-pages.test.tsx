import { QueryClientProvider, useQuery } from '@tanstack/react-query'
import { cleanup, renderHook, waitFor } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { allPagesOf } from './all-pages.ts'
import { queryClient } from './client.ts'
import { forgetServer, standInServer } from './testing/stand-in-server.tsx'

const wrapper = ({ children }: { children: React.ReactNode }) => (
  <QueryClientProvider client={queryClient}>{children}</QueryClientProvider>
)

/** Pages of one row: the token is the number of the next page. */
const listOf = (pages: number) =>
  standInServer({
    listApplications: ({ nextToken }) => {
      const page = Number(nextToken ?? '1')
      return { applications: [`app-${page}`], ...(page < pages ? { nextToken: String(page + 1) } : {}) }
    },
  })

const read = async () => {
  const { result } = renderHook(() => useQuery(allPagesOf('listApplications', {})), { wrapper })
  await waitFor(() => expect(result.current.data).toBeDefined())
  return result.current.data
}

afterEach(() => {
  cleanup()
  forgetServer()
})

describe('a list that is needed whole', () => {
  it('is asked for page by page, and has no page left', async () => {
    const calls = listOf(3)
    expect(await read()).toEqual({ applications: ['app-1', 'app-2', 'app-3'] })
    expect(calls.map((call) => call.input)).toEqual([{}, { nextToken: '2' }, { nextToken: '3' }])
  })

  it('without an end is cut, and says that there is more', async () => {
    const calls = listOf(Infinity)
    const whole = await read()
    expect([calls.length, whole?.applications.length, whole?.nextToken]).toEqual([100, 100, '101'])
  })
})
