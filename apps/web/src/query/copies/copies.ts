/**
 * Copies of what the server answered, so that the screens one has seen can be read while it is gone, after a reload too.
 * They belong to one person: another one, or nobody, signed in means that they are removed. What is restored says so
 * (`savedAt`) until the server has answered it anew.
 */
import { dehydrate, hydrate } from '@tanstack/react-query'
import type { Query, QueryClient } from '@tanstack/react-query'
import { createStore } from '../../ui/store.ts'
import { beyondBounds, bounds, isKept, topicCopy } from './bounds.ts'
import type { Copy, CopyStore } from './copy-store.ts'

/** Answers that come often are written once in this time. */
const writeAfterMs = 2000
/** While the server is gone nothing that was restored is dropped for not being looked at. */
const restoredForMs = 24 * 3600 * 1000

interface CopiesNeeds {
  client: QueryClient
  store: CopyStore
  now: () => number
  /** `getSession` as the session gate keys it. */
  personIn: (answer: unknown) => string | undefined
}

export function createCopies({ client, store, now, personIn }: CopiesNeeds) {
  const changed = new Map<string, Query>()
  const restored = new Map<string, number>()
  const savedAt = createStore<number | undefined>(undefined)
  let person: string | undefined
  let timer: ReturnType<typeof setTimeout> | undefined

  const watch = () =>
    client.getQueryCache().subscribe((event) => {
      const answer = event.type === 'updated' && event.action.type === 'success' ? event.action : undefined
      if (answer !== undefined && isNews(event.query, answer.manual)) onAnswer(event.query)
      savedAt.set(oldestShown())
    })

  function onAnswer(query: Query): void {
    restored.delete(query.queryHash)
    if (query.queryKey[0] === 'getSession') onSession(personIn(query.state.data))
    if (person === undefined || !isKept(query.queryKey[0])) return
    changed.set(query.queryHash, query)
    timer ??= setTimeout(() => void write().catch(giveUp), writeAfterMs)
  }

  function onSession(now: string | undefined): void {
    if (now === person) return
    const isFirst = person === undefined && now !== undefined
    person = now
    // At the first answer since the page was loaded it is not known whose the copies are: they say it themselves.
    void (isFirst ? forgetOthers(now) : forget()).catch(giveUp)
  }

  async function forgetOthers(own: string): Promise<void> {
    const kept = personOf(await store.all())
    if (kept !== own) await store.clear()
  }

  const personOf = (copies: readonly Copy[]): string | undefined =>
    personIn(copies.find(({ query }) => query.queryKey[0] === 'getSession')?.query.state.data)

  async function write(): Promise<void> {
    timer = undefined
    const fresh = [...changed.values()].map((query) => copyOf(client, query)).filter((copy) => copy !== undefined)
    changed.clear()
    if (person === undefined) return
    await store.put(fresh)
    await store.remove(beyondBounds(await store.all(), now()))
  }

  /** Fills what is not known with what was kept. Answers whether there was anything of a person. */
  async function restore(): Promise<boolean> {
    const copies = await store.all()
    const own = personOf(copies)
    if (own === undefined || (person !== undefined && person !== own)) return false
    person = own
    const missing = copies.filter(({ id, at }) => now() - at <= bounds.mostAgeMs && isMissing(id))
    for (const { id, at } of missing) restored.set(id, at)
    hydrate(
      client,
      { queries: missing.map(({ query }) => query), mutations: [] },
      { defaultOptions: { queries: { gcTime: restoredForMs } } },
    )
    savedAt.set(oldestShown())
    return true
  }

  const isMissing = (hash: string): boolean => client.getQueryCache().get(hash)?.state.data === undefined

  function oldestShown(): number | undefined {
    const shown = [...restored].filter(([hash, at]) => {
      const query = client.getQueryCache().get(hash)
      return query !== undefined && query.isActive() && query.state.dataUpdatedAt === at
    })
    return shown.length === 0 ? undefined : Math.min(...shown.map(([, at]) => at))
  }

  async function forget(): Promise<void> {
    clearTimeout(timer)
    timer = undefined
    changed.clear()
    restored.clear()
    savedAt.set(undefined)
    await store.clear()
  }

  return { watch, restore, forget, savedAt }
}

/** What is put into the cache by hand is no answer, but for what the live channel told. */
const isNews = (query: Query, isManual: boolean | undefined): boolean =>
  isManual !== true || query.queryKey[0] === topicCopy

/** Without a place to keep them there are no copies; nothing else depends on them. */
const giveUp = (): void => undefined

function copyOf(client: QueryClient, query: Query): Copy | undefined {
  const [kept] = dehydrate(client, { shouldDehydrateQuery: (other) => other === query }).queries
  if (kept === undefined) return undefined
  const bytes = JSON.stringify(query.state.data).length
  const { promise: _, ...plain } = kept
  if (bytes > bounds.mostBytesEach) return undefined
  return { id: query.queryHash, at: query.state.dataUpdatedAt, bytes, query: plain }
}
