import { ApiError } from '@sluice/api/client'
import { operations } from '@sluice/api/contracts'
import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { beyondBounds, bounds, isKept, topicCopy } from './bounds.ts'
import { createCopies } from './copies.ts'
import type { Copy, CopyStore } from './copy-store.ts'

/** A database that outlives the tab. */
function aStore(): CopyStore & { kept: Map<string, Copy> } {
  const kept = new Map<string, Copy>()
  return {
    kept,
    all: async () => [...kept.values()].map((copy) => structuredClone(copy)),
    put: async (copies) => copies.forEach((copy) => kept.set(copy.id, structuredClone(copy))),
    remove: async (ids) => ids.forEach((id) => kept.delete(id)),
    clear: async () => kept.clear(),
  }
}

function aTab(store: CopyStore) {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  const copies = createCopies({
    client,
    store,
    now: () => Date.now(),
    personIn: (answer) => (answer as { session?: { name: string } } | undefined)?.session?.name,
  })
  copies.watch()
  const ask = (queryKey: unknown[], answer: unknown) => client.fetchQuery({ queryKey, queryFn: async () => answer })
  return {
    client,
    copies,
    ask,
    signedIn: (name?: string) => ask(['getSession', {}], name === undefined ? {} : { session: { name } }),
  }
}

const settle = () => vi.advanceTimersByTimeAsync(3000)

beforeEach(() => {
  vi.useFakeTimers()
  vi.setSystemTime('2026-11-22T14:02:00Z')
})
afterEach(() => {
  vi.useRealTimers()
})

describe('what the server answered', () => {
  it('is there again after a reload while the server is gone, with the time of its answer', async () => {
    const store = aStore()
    const before = aTab(store)
    await before.signedIn('Ada')
    await before.ask(['listDeployments', {}], { deployments: ['d-1'] })
    const answeredAt = Date.now()
    await settle()
    const after = aTab(store)
    expect(await after.copies.restore()).toBe(true)
    expect(after.client.getQueryState(['listDeployments', {}])).toMatchObject({
      data: { deployments: ['d-1'] },
      dataUpdatedAt: answeredAt,
    })
  })

  it('says that it is a copy while somebody looks at it, until the server has answered anew', async () => {
    const store = aStore()
    const before = aTab(store)
    await before.signedIn('Ada')
    await before.ask(['listApplications', {}], { applications: [] })
    const answeredAt = Date.now()
    await settle()
    const { client, copies, ask } = aTab(store)
    await copies.restore()
    expect(copies.savedAt.get()).toBeUndefined()
    const gone = () => Promise.reject(new ApiError('Unreachable', 'No answer.', 0))
    const looking = new QueryObserver(client, { queryKey: ['listApplications', {}], queryFn: gone }).subscribe(() => {})
    await settle()
    expect(copies.savedAt.get()).toBe(answeredAt)
    await ask(['listApplications', {}], { applications: ['shop'] })
    expect(copies.savedAt.get()).toBeUndefined()
    looking()
  })

  it('is not replaced by a copy where the tab knows it', async () => {
    const store = aStore()
    const { signedIn, ask } = aTab(store)
    await signedIn('Ada')
    await ask(['listDeployments', {}], { deployments: ['old'] })
    await settle()
    const later = aTab(store)
    await later.signedIn('Ada')
    await later.ask(['listDeployments', {}], { deployments: ['new'] })
    await later.copies.restore()
    expect(later.client.getQueryData(['listDeployments', {}])).toEqual({ deployments: ['new'] })
  })
})

it('the last that a topic told is kept, columns and all', async () => {
  const store = aStore()
  const { client, signedIn } = aTab(store)
  await signedIn('Ada')
  client.setQueryData([topicCopy, 'fleet:d-1'], { names: ['web-1'], status: new Uint8Array([3]) })
  client.setQueryData(['getDeployment', {}], 'put there by hand')
  await settle()
  const after = aTab(store)
  await after.copies.restore()
  const fleet = after.client.getQueryData<{ names: string[]; status: Uint8Array }>([topicCopy, 'fleet:d-1'])
  expect([fleet?.names, [...(fleet?.status ?? [])]]).toEqual([['web-1'], [3]])
  expect(after.client.getQueryData(['getDeployment', {}])).toBeUndefined()
})

describe('copies belong to one person', () => {
  it.each([
    ['signs out', async ({ copies }: ReturnType<typeof aTab>) => copies.forget()],
    ['is another one', async ({ signedIn }: ReturnType<typeof aTab>) => signedIn('Eve')],
    ['is signed out by the server', async ({ signedIn }: ReturnType<typeof aTab>) => signedIn()],
  ])('and are removed when whoever looks %s', async (_, act) => {
    const store = aStore()
    const tab = aTab(store)
    await tab.signedIn('Ada')
    await tab.ask(['listDeployments', {}], { deployments: ['d-1'] })
    await settle()
    expect(store.kept.size).toBe(2)
    tab.client.clear()
    await act(tab)
    await vi.advanceTimersByTimeAsync(0)
    expect([...store.kept.keys()].filter((id) => id.includes('listDeployments'))).toEqual([])
  })

  it('and are removed when another one signs in after a reload', async () => {
    const store = aStore()
    const before = aTab(store)
    await before.signedIn('Ada')
    await before.ask(['listDeployments', {}], { deployments: ['d-1'] })
    await settle()
    await aTab(store).signedIn('Eve')
    await vi.advanceTimersByTimeAsync(0)
    expect(store.kept.size).toBe(0)
  })
})

describe('what is never kept', () => {
  it('is the answer of any operation that shows a secret once, or changes something', () => {
    const kept = Object.values(operations).filter((operation) => isKept(operation.name))
    expect(kept.length).toBeGreaterThan(10)
    expect(kept.filter((operation) => 'showsSecretOnce' in operation || operation.writes)).toEqual([])
  })

  it('is what nobody asked as a person', async () => {
    const store = aStore()
    await aTab(store).ask(['listDeployments', {}], { deployments: [] })
    await settle()
    expect(store.kept.size).toBe(0)
  })
})

describe('the bounds', () => {
  const day = 24 * 3600 * 1000
  const copy = (id: string, days: number, bytes: number) => ({ id, at: 100 * day - days * day, bytes })

  it('drop what is older than seven days', () => {
    expect(beyondBounds([copy('new', 6, 1), copy('old', 8, 1)], 100 * day)).toEqual(['old'])
  })

  it('drop the oldest until the rest fits', () => {
    const half = bounds.mostBytes / 2
    expect(beyondBounds([copy('b', 2, half), copy('a', 1, half), copy('c', 3, 1)], 100 * day)).toEqual(['c'])
  })
})
