/** For tests: the little of IndexedDB that copies are kept with. What is put is a copy, as in a browser. */
import { partOf } from './part-of.ts'

/** One database, as in a browser: whoever opened it keeps it open. */
const rows = new Map<string, unknown>()

export function standInDatabase(): Map<string, unknown> {
  rows.clear()
  const table = {
    getAll: () => ({ result: [...rows.values()].map((row) => structuredClone(row)) }),
    put: (row: { id: string }) => rows.set(row.id, structuredClone(row)),
    delete: (id: string) => rows.delete(id),
    clear: () => rows.clear(),
  }
  const transaction = () => Object.assign(soon(new EventTarget(), 'complete'), { objectStore: () => table })
  const database = { transaction }
  const open = () => Object.assign(soon(new EventTarget(), 'success'), { result: database })
  globalThis.indexedDB = partOf<IDBFactory>({ open })
  return rows
}

export function forgetDatabase(): void {
  Reflect.deleteProperty(globalThis, 'indexedDB')
}

function soon(target: EventTarget, event: string): EventTarget {
  setTimeout(() => target.dispatchEvent(new Event(event)), 0)
  return target
}
