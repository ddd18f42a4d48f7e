/** For tests: the little of IndexedDB that copies are kept with. What is put is a copy, as in a browser. */
import { partOf } from './part-of.ts'

type Rows = Map<string, unknown>

/** One database, as in a browser: whoever opened it keeps it open. */
const [copies, sizes]: [Rows, Rows] = [new Map(), new Map()]

/** What is kept: the copies. */
export function standInDatabase(): Rows {
  copies.clear()
  sizes.clear()
  const tables = { copies: tableOf(copies), sizes: tableOf(sizes) }
  const objectStore = (name: keyof typeof tables) => tables[name]
  const transaction = () => Object.assign(soon(new EventTarget(), 'complete'), { objectStore })
  const database = Object.assign(new EventTarget(), { transaction })
  const open = () => Object.assign(soon(new EventTarget(), 'success'), { result: database })
  globalThis.indexedDB = partOf<IDBFactory>({ open })
  return copies
}

const tableOf = (rows: Rows) => ({
  getAll: () => ({ result: [...rows.values()].map((row) => structuredClone(row)) }),
  get: (id: string) => ({ result: structuredClone(rows.get(id)) }),
  count: () => ({ result: rows.size }),
  put: (row: { id: string }) => rows.set(row.id, structuredClone(row)),
  delete: (id: string) => rows.delete(id),
  clear: () => rows.clear(),
})

export function forgetDatabase(): void {
  Reflect.deleteProperty(globalThis, 'indexedDB')
}

function soon(target: EventTarget, event: string): EventTarget {
  setTimeout(() => target.dispatchEvent(new Event(event)), 0)
  return target
}
