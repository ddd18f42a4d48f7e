import { ApiError } from '@sluice/api/client'
import { QueryClientProvider, useQuery } from '@tanstack/react-query'
import { act, cleanup, renderHook, waitFor } from '@testing-library/react'
import { createServer } from 'node:http'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { queryClient } from './client.ts'
import { fieldError, op, useOperation } from './op.ts'

const wrapper = ({ children }: { children: React.ReactNode }) => (
  <QueryClientProvider client={queryClient}>{children}</QueryClientProvider>
)

describe('a write', () => {
  let server: Server
  let keys: (string | undefined)[]
  let mustHangUp: boolean
  let mustKeepReadsWaiting: boolean
  const browserFetch = globalThis.fetch

  beforeEach(async () => {
    keys = []
    mustHangUp = false
    mustKeepReadsWaiting = false
    server = createServer((request, response) => {
      if (mustKeepReadsWaiting && request.url?.includes('getDeployment') === true) return
      keys.push(request.headers['idempotency-key'] as string | undefined)
      if (mustHangUp) return request.socket.destroy()
      response.writeHead(200, { 'content-type': 'application/json' })
      response.end('{}')
    })
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    globalThis.fetch = (path, init) => browserFetch(`${base}${String(path)}`, init)
  })
  afterEach(async () => {
    cleanup()
    globalThis.fetch = browserFetch
    queryClient.clear()
    server.closeAllConnections()
    await new Promise((done) => server.close(done))
  })

  const hold = async (mutate: (input: { deploymentId: string }) => Promise<unknown>) => {
    await act(() => mutate({ deploymentId: 'd-1A2B3C4D5' }).catch(() => undefined))
  }

  it('that got no answer is tried again under the same key, so that it happens once', async () => {
    const { result } = renderHook(() => useOperation('holdDeployment'), { wrapper })
    mustHangUp = true
    await hold(result.current.mutateAsync)
    mustHangUp = false
    await hold(result.current.mutateAsync)
    expect(new Set(keys).size).toBe(1)
    expect(keys.every((key) => key !== undefined)).toBe(true)
  })

  it('that was answered is another write the next time', async () => {
    const { result } = renderHook(() => useOperation('holdDeployment'), { wrapper })
    await hold(result.current.mutateAsync)
    await hold(result.current.mutateAsync)
    expect(new Set(keys).size).toBe(2)
  })

  it('has ended when it was answered, however long the reads that it outdated take', async () => {
    const { result } = renderHook(
      () => ({
        read: useQuery(op('getDeployment', { deploymentId: 'd-1A2B3C4D5' })),
        write: useOperation('holdDeployment'),
      }),
      { wrapper },
    )
    await waitFor(() => expect(result.current.read.isSuccess).toBe(true))
    mustKeepReadsWaiting = true
    await hold(result.current.write.mutateAsync)
    expect(queryClient.isFetching()).toBe(1)
  })
})

describe('a query', () => {
  it('has its operation and input as its key', () => {
    expect(op('getDeployment', { deploymentId: 'd-1A2B3C4D5' }).queryKey).toEqual([
      'getDeployment',
      { deploymentId: 'd-1A2B3C4D5' },
    ])
  })
})

describe('the sentence for a field', () => {
  it('is the one that names it', () => {
    const error = new ApiError('InvalidInputException', 'No', 400, 'r', [
      { field: 'newPassword', message: 'is at least 12 characters long' },
    ])
    expect([fieldError(error, 'newPassword'), fieldError(error, 'email'), fieldError(null, 'email')]).toEqual([
      'Is at least 12 characters long',
      undefined,
      undefined,
    ])
  })
})
