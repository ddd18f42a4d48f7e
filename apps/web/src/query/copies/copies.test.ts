import { ApiError } from '@sluice/api/client'
import { operations } from '@sluice/api/contracts'
import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { beyondBounds, bounds, isKept, topicCopy } from './bounds.ts'
import { createCopies } from './copies.ts'
import type { Copy, CopyStore } from './copy-store.ts'

/** A database that outlives the tab. */
function aStore() {
  const kept = new Map<string, Copy>()
  const asked: string[] = []
  return {
    kept,
    /** What was done with it, in order. */
    asked,
    all: async () => {
      asked.push('all')
      return [...kept.values()].map((copy) => structuredClone(copy))
    },
    one: async (id: string) => structuredClone(kept.get(id)),
    sizes: async () => [...kept.values()].map(({ id, at, bytes }) => ({ id, at, bytes })),
    put: async (copies: readonly Copy[]) => {
      asked.push('put')
      copies.forEach((copy) => kept.set(copy.id, structuredClone(copy)))
    },
    remove: async (ids: readonly string[]) => ids.forEach((id) => kept.delete(id)),
    clear: async () => kept.clear(),
  } satisfies CopyStore & Record<string, unknown>
}

function aTab(store: CopyStore) {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  const copies = createCopies({
    client,
    store,
    now: () => Date.now(),
    personIn: (answer) => (answer as { session?: { name: string } } | undefined)?.session?.name,
  })
  let others = 0
  copies.watch(() => (others += 1))
  const ask = (queryKey: unknown[], answer: unknown) => client.fetchQuery({ queryKey, queryFn: async () => answer })
  return {
    client,
    copies,
    ask,
    others: () => others,
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

describe('a tab whose person is another one', () => {
  it.each([
    ['somebody else', 'Eve'],
    ['nobody', undefined],
  ])('knows nothing of the one before when the server says %s', async (_, next) => {
    const { client, signedIn, ask, others } = aTab(aStore())
    await signedIn('Ada')
    await ask(['listUsers', {}], { users: ['SECRET OF ADA'] })
    client.setQueryData([topicCopy, 'deployments:*'], ['SECRET OF ADA'])
    await signedIn(next)
    expect(
      client
        .getQueryCache()
        .getAll()
        .map(({ queryKey }) => queryKey[0]),
    ).toEqual(['getSession'])
    expect(others()).toBe(1)
  })

  it('keeps what it knows while it is the same one', async () => {
    const { client, signedIn, ask, others } = aTab(aStore())
    await signedIn('Ada')
    await ask(['listUsers', {}], { users: [] })
    await signedIn('Ada')
    expect([client.getQueryData(['listUsers', {}]), others()]).toEqual([{ users: [] }, 0])
  })
})

it('copies are removed when the first answer after a reload is that nobody is signed in', async () => {
  const store = aStore()
  const before = aTab(store)
  await before.signedIn('Ada')
  await settle()
  expect(store.kept.size).toBe(1)
  await aTab(store).signedIn(undefined)
  await vi.advanceTimersByTimeAsync(0)
  expect(store.kept.size).toBe(0)
})

it('copies let nobody in when nothing was answered for as long as a session lives without use', async () => {
  const store = aStore()
  const before = aTab(store)
  await before.signedIn('Ada')
  await before.ask(['listDeployments', {}], { deployments: ['d-1'] })
  await settle()
  vi.setSystemTime(Date.now() + bounds.mostSilenceMs)
  expect(await aTab(store).copies.restore()).toBe(false)
  expect(store.kept.size).toBe(0)
})

it('after signing out nothing is kept, though the server was not reached and the page goes on', async () => {
  const store = aStore()
  const { copies, signedIn, ask } = aTab(store)
  await signedIn('Ada')
  await copies.forget()
  await ask(['listDeployments', {}], { deployments: ['d-1'] })
  await vi.advanceTimersByTimeAsync(60_000)
  expect(store.kept.size).toBe(0)
})

describe('keeping copies', () => {
  it('reads none of them back, and writes at most every ten seconds', async () => {
    const store = aStore()
    const { signedIn, ask } = aTab(store)
    await signedIn('Ada')
    for (let second = 0; second < 60; second += 1) {
      await ask(['getNow', {}], { second })
      await vi.advanceTimersByTimeAsync(1000)
    }
    expect(store.asked.filter((what) => what === 'all')).toEqual([])
    expect(store.asked.length).toBeGreaterThan(3)
    expect(store.asked.length).toBeLessThan(8)
  })

  it('leaves out what is larger than the bound', async () => {
    const store = aStore()
    const { signedIn, ask } = aTab(store)
    await signedIn('Ada')
    await ask(['listDeployments', {}], { deployments: ['x'.repeat(bounds.mostBytesEach)] })
    await settle()
    expect([...store.kept.keys()]).toEqual(['["getSession",{}]'])
  })
})

describe('what is never kept', () => {
  const kept = Object.values(operations).filter((operation) => isKept(operation.name))

  it('is the answer of any operation that shows a secret once, or changes something', () => {
    expect(kept.length).toBeGreaterThan(10)
    expect(kept.filter((operation) => 'showsSecretOnce' in operation || operation.writes)).toEqual([])
  })

  it('is anything but what the screens need that are read while the server is gone', () => {
    expect(kept.map(({ name }) => name).toSorted()).toEqual([
      'getApplication',
      'getDeployment',
      'getDeploymentGroup',
      'getNow',
      'getOnPremisesInstance',
      'getSession',
      'listApplications',
      'listDeploymentGroups',
      'listDeployments',
      'listInstanceGroups',
      'listOnPremisesInstances',
    ])
  })

  it.each([
    'getDeploymentLog',
    'searchDeploymentLog',
    'compareTargetLogs',
    'getDeploymentFailures',
    'getDeploymentTarget',
    'getRevisionFile',
    'listUsers',
    'listAccessTokens',
    'listAuditRecords',
    'listActivity',
  ] as const)('is %s', async (name) => {
    const store = aStore()
    const { signedIn, ask } = aTab(store)
    await signedIn('Ada')
    await ask([operations[name].name, {}], { text: 'SECRET' })
    await settle()
    expect(JSON.stringify([...store.kept.values()])).not.toContain('SECRET')
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
