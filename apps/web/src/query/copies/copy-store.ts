/**
 * Where copies of answers are kept: a database of this browser. Without one (private windows, old browsers) nothing is kept. What each
 * takes is in a table of its own, so that looking after the bounds reads no answer.
 */
import type { DehydratedState } from '@tanstack/react-query'
import type { Kept } from './bounds.ts'

export type KeptQuery = DehydratedState['queries'][number]

export interface Copy extends Kept {
  query: KeptQuery
}

export interface CopyStore {
  all(): Promise<readonly Copy[]>
  one(id: string): Promise<Copy | undefined>
  /** Of all, without what was answered. */
  sizes(): Promise<readonly Kept[]>
  put(copies: readonly Copy[]): Promise<void>
  remove(ids: readonly string[]): Promise<void>
  clear(): Promise<void>
}

const database = 'sluice-copies'
/** What an older version kept goes: it may have been what is not kept any more. */
const version = 3
const tables = ['copies', 'sizes'] as const
type Table = (typeof tables)[number]
type Tables = (name: Table) => IDBObjectStore

export function browserCopies(): CopyStore {
  let opened: Promise<IDBDatabase> | undefined
  const within = async <Result>(
    mode: IDBTransactionMode,
    act: (table: Tables) => IDBRequest<Result>,
  ): Promise<Result> => {
    opened ??= open()
    const transaction = (await opened).transaction(tables, mode)
    const asked = act((name) => transaction.objectStore(name))
    await ended(transaction)
    return asked.result
  }
  const inBoth = async (act: (table: Tables) => void) => {
    await within('readwrite', (table) => {
      act(table)
      return table('sizes').count()
    })
  }
  return {
    all: () => within<Copy[]>('readonly', (table) => table('copies').getAll()),
    one: (id) => within<Copy | undefined>('readonly', (table) => table('copies').get(id)),
    sizes: () => within<Kept[]>('readonly', (table) => table('sizes').getAll()),
    put: (some) =>
      inBoth((table) => {
        for (const copy of some) table('copies').put(copy)
        for (const { id, at, bytes } of some) table('sizes').put({ id, at, bytes })
      }),
    remove: (ids) =>
      inBoth((table) => {
        for (const name of tables) for (const id of ids) table(name).delete(id)
      }),
    clear: () =>
      inBoth((table) => {
        for (const name of tables) table(name).clear()
      }),
  }
}

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    if (typeof indexedDB === 'undefined') return reject(new Error('This browser keeps no databases.'))
    const asked = indexedDB.open(database, version)
    asked.addEventListener('upgradeneeded', () => prepare(asked.result))
    asked.addEventListener('success', () => {
      // A tab of a newer version waits for this one to let go.
      asked.result.addEventListener('versionchange', () => asked.result.close())
      resolve(asked.result)
    })
    asked.addEventListener('blocked', () => reject(new Error('A tab of an older version holds the database.')))
    asked.addEventListener('error', () => reject(asked.error ?? new Error('The database could not be opened.')))
  })
}

function prepare(opened: IDBDatabase): void {
  for (const name of Array.from(opened.objectStoreNames)) opened.deleteObjectStore(name)
  for (const name of tables) opened.createObjectStore(name, { keyPath: 'id' })
}

function ended(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.addEventListener('complete', () => resolve())
    const failed = () => reject(transaction.error ?? new Error('The copy could not be kept.'))
    transaction.addEventListener('error', failed)
    transaction.addEventListener('abort', failed)
  })
}
