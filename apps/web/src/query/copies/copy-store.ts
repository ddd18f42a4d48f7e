/** Where copies of answers are kept: a database of this browser. Without one (private windows, old browsers) nothing is kept. */
import type { DehydratedState } from '@tanstack/react-query'

export type KeptQuery = DehydratedState['queries'][number]

export interface Copy {
  /** The hash of the query's key. */
  id: string
  /** When the server answered it. Milliseconds since the epoch. */
  at: number
  /** About as many as it takes. */
  bytes: number
  query: KeptQuery
}

export interface CopyStore {
  all(): Promise<readonly Copy[]>
  put(copies: readonly Copy[]): Promise<void>
  remove(ids: readonly string[]): Promise<void>
  clear(): Promise<void>
}

const [database, table] = ['sluice-copies', 'copies'] as const

export function browserCopies(): CopyStore {
  let opened: Promise<IDBDatabase> | undefined
  const inTable = async <Result>(
    mode: IDBTransactionMode,
    act: (copies: IDBObjectStore) => IDBRequest<Result> | undefined,
  ): Promise<Result | undefined> => {
    opened ??= open()
    const transaction = (await opened).transaction(table, mode)
    const asked = act(transaction.objectStore(table))
    await ended(transaction)
    return asked?.result
  }
  return {
    all: async () => (await inTable<Copy[]>('readonly', (copies) => copies.getAll())) ?? [],
    put: async (some) => {
      await inTable('readwrite', (copies) => {
        for (const copy of some) copies.put(copy)
        return undefined
      })
    },
    remove: async (ids) => {
      await inTable('readwrite', (copies) => {
        for (const id of ids) copies.delete(id)
        return undefined
      })
    },
    clear: async () => {
      await inTable('readwrite', (copies) => copies.clear())
    },
  }
}

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    if (typeof indexedDB === 'undefined') return reject(new Error('This browser keeps no databases.'))
    const asked = indexedDB.open(database, 1)
    asked.addEventListener('upgradeneeded', () => asked.result.createObjectStore(table, { keyPath: 'id' }))
    asked.addEventListener('success', () => resolve(asked.result))
    asked.addEventListener('error', () => reject(asked.error ?? new Error('The database could not be opened.')))
  })
}

function ended(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.addEventListener('complete', () => resolve())
    const failed = () => reject(transaction.error ?? new Error('The copy could not be kept.'))
    transaction.addEventListener('error', failed)
    transaction.addEventListener('abort', failed)
  })
}
