/** How this browser shows the list: which columns, how dense. Kept here and not in the address: it is a taste, not a view. */
import { createStore, useStore } from '../../ui/store.ts'

export const columnWords = {
  revision: 'Revision',
  hosts: 'Hosts',
  lineage: 'Lineage',
  type: 'Type',
  platform: 'Platform',
  configuration: 'Configuration',
  startedBy: 'Started by',
  started: 'Started',
  duration: 'Duration',
} as const
export type Column = keyof typeof columnWords
export const allColumns = Object.keys(columnWords) as Column[]

export interface ListLook {
  columns: readonly Column[]
  density: 'cosy' | 'compact'
}

const usual: ListLook = {
  columns: ['revision', 'hosts', 'lineage', 'startedBy', 'started', 'duration'],
  density: 'cosy',
}
const storageKey = 'sluice.deployments.look'
const look = createStore<ListLook>(read())

export const useListLook = (): ListLook => useStore(look)

export function chooseLook(part: Partial<ListLook>): void {
  const next = { ...look.get(), ...part }
  try {
    localStorage.setItem(storageKey, JSON.stringify(next))
  } catch {
    // Storage may be switched off: the choice then lasts as long as the page.
  }
  look.set(next)
}

/** What an older or a newer version kept is taken as far as it is known. */
function read(): ListLook {
  try {
    return lookOf(JSON.parse(localStorage.getItem(storageKey) ?? 'null'))
  } catch {
    return usual
  }
}

export function lookOf(kept: unknown): ListLook {
  if (typeof kept !== 'object' || kept === null) return usual
  const { columns, density } = kept as { columns?: unknown; density?: unknown }
  return {
    columns: Array.isArray(columns) ? allColumns.filter((column) => columns.includes(column)) : usual.columns,
    density: density === 'compact' ? 'compact' : 'cosy',
  }
}
