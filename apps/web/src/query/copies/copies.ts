/**
 * Copies of what the server answered, so that the screens one has seen can be read while it is gone, after a reload too.
 * They belong to one person: another one, or nobody, signed in means that they are removed, and with them all that this tab knows.
 * What is restored says so (`savedAt`) until the server has answered it anew.
 */
import { dehydrate, hydrate } from '@tanstack/react-query'
import type { Query, QueryClient } from '@tanstack/react-query'
import { createStore } from '../../ui/store.ts'
import { beyondBounds, bounds, isAbandoned, isKept, topicCopy } from './bounds.ts'
import type { Copy, CopyStore, KeptQuery } from './copy-store.ts'
import { weightOf } from './weight.ts'

/** What is answered first is written soon; after that, answers that come often are written once in this time. */
const [firstWriteAfterMs, writeEveryMs] = [2000, 10_000]
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
  /** Before the first answer it is not known whose the copies are. */
  let isPersonKnown = false
  let writtenAt = -Infinity
  let timer: ReturnType<typeof setTimeout> | undefined

  /** `onOther`: somebody else is signed in, or nobody, and what the queries of this tab held is gone. Nothing was drawn since. */
  const watch = (onOther: () => void = () => undefined) =>
    client.getQueryCache().subscribe((event) => {
      const answer = event.type === 'updated' && event.action.type === 'success' ? event.action : undefined
      if (answer !== undefined && isNews(event.query, answer.manual)) onAnswer(event.query, onOther)
      savedAt.set(oldestShown())
    })

  function onAnswer(query: Query, onOther: () => void): void {
    restored.delete(query.queryHash)
    if (query.queryKey[0] === 'getSession') onSession(personIn(query.state.data), onOther)
    if (person === undefined || !isKept(query.queryKey[0])) return
    changed.set(query.queryHash, query)
    timer ??= setTimeout(
      () => void write().catch(giveUp),
      Math.max(firstWriteAfterMs, writtenAt + writeEveryMs - now()),
    )
  }

  function onSession(next: string | undefined, onOther: () => void): void {
    if (isPersonKnown && next === person) return
    const former = person
    person = next
    const isFirst = !isPersonKnown
    isPersonKnown = true
    if (former !== undefined) {
      forgetMemory()
      onOther()
    }
    void (isFirst && next !== undefined ? forgetOthers(next) : drop()).catch(giveUp)
  }

  function forgetMemory(): void {
    client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'getSession' })
    client.getMutationCache().clear()
  }

  async function forgetOthers(own: string): Promise<void> {
    if (personIn((await store.one(sessionId))?.query.state.data) !== own) await store.clear()
  }

  async function write(): Promise<void> {
    timer = undefined
    writtenAt = now()
    const fresh = copiesOf(client, changed)
    changed.clear()
    if (person === undefined) return
    await store.put(fresh)
    const beyond = beyondBounds(await store.sizes(), now())
    if (beyond.length > 0) await store.remove(beyond)
  }

  /** Fills what is not known with what was kept. Answers whether there was anything of a person. */
  async function restore(): Promise<boolean> {
    const copies = await store.all()
    const own = personIn(copies.find(({ id }) => id === sessionId)?.query.state.data)
    if (own === undefined || (person !== undefined && person !== own)) return false
    if (isAbandoned(copies, now())) {
      await store.clear()
      return false
    }
    person = own
    isPersonKnown = true
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

  async function drop(): Promise<void> {
    clearTimeout(timer)
    timer = undefined
    writtenAt = -Infinity
    changed.clear()
    restored.clear()
    savedAt.set(undefined)
    await store.clear()
  }

  /** At signing out. Nothing more is kept until the server has said anew who is signed in. */
  async function forget(): Promise<void> {
    person = undefined
    isPersonKnown = false
    await drop()
  }

  return { watch, restore, forget, savedAt }
}

const sessionId = '["getSession",{}]'

/** What is put into the cache by hand is no answer, but for what the live channel told. */
const isNews = (query: Query, isManual: boolean | undefined): boolean =>
  isManual !== true || query.queryKey[0] === topicCopy

/** Without a place to keep them there are no copies; nothing else depends on them. */
const giveUp = (): void => undefined

function copiesOf(client: QueryClient, changed: ReadonlyMap<string, Query>): readonly Copy[] {
  const { queries } = dehydrate(client, { shouldDehydrateQuery: (query) => changed.get(query.queryHash) === query })
  return queries.flatMap((kept) => copyOf(kept) ?? [])
}

function copyOf({ promise: _, ...query }: KeptQuery): Copy | undefined {
  const { data, dataUpdatedAt } = query.state
  const bytes = weightOf(data, bounds.mostBytesEach)
  return bytes > bounds.mostBytesEach ? undefined : { id: query.queryHash, at: dataUpdatedAt, bytes, query }
}
