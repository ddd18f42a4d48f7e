/** Which hosts are listed and how, as the address says it: what is seen can be sent. Unknown words mean what is usual. */
import type { InstanceRow } from '@sluice/model'
import { isHeard } from '../../components/is-heard.ts'

export const hostStates = ['registered', 'connected', 'silent', 'deregistered'] as const
/** Silent: registered, and not heard now. */
export type HostState = (typeof hostStates)[number]

const sortFields = ['name', 'contact', 'version', 'registered'] as const
export type SortField = (typeof sortFields)[number]

export interface InstancesView {
  state: HostState
  find: string
  sort: SortField
  isDescending: boolean
}

export const usualView: InstancesView = { state: 'registered', find: '', sort: 'name', isDescending: false }

export function viewOf(search: URLSearchParams): InstancesView {
  const [state, sort = ''] = [search.get('state'), search.get('sort') ?? undefined]
  const field = sort.replace(/^-/, '')
  return {
    state: hostStates.find((one) => one === state) ?? usualView.state,
    find: search.get('find') ?? '',
    sort: sortFields.find((one) => one === field) ?? usualView.sort,
    isDescending: sort.startsWith('-'),
  }
}

/** Only what is not usual is said. */
export function searchOf({ state, find, sort, isDescending }: InstancesView): URLSearchParams {
  const search = new URLSearchParams()
  if (state !== usualView.state) search.set('state', state)
  if (find !== '') search.set('find', find)
  if (sort !== usualView.sort || isDescending) search.set('sort', `${isDescending ? '-' : ''}${sort}`)
  return search
}

const isIn: Record<HostState, (row: InstanceRow) => boolean> = {
  registered: (row) => row.deregisterTime === undefined,
  connected: (row) => row.deregisterTime === undefined && isHeard(row),
  silent: (row) => row.deregisterTime === undefined && !isHeard(row),
  deregistered: (row) => row.deregisterTime !== undefined,
}

export function countsOf(rows: readonly InstanceRow[]): Record<HostState, number> {
  const count = (state: HostState) => rows.filter(isIn[state]).length
  return {
    registered: count('registered'),
    connected: count('connected'),
    silent: count('silent'),
    deregistered: count('deregistered'),
  }
}

export function shownRows(rows: readonly InstanceRow[], view: InstancesView): InstanceRow[] {
  const wanted = view.find.trim().toLowerCase()
  const direction = view.isDescending ? -1 : 1
  return rows
    .filter(isIn[view.state])
    .filter((row) => wanted === '' || matches(row, wanted))
    .toSorted((a, b) => direction * orders[view.sort](a, b) || byName(a, b))
}

/** `web-7`, `env=production`, `env:prod`: a part of the name, or of a tag. */
function matches({ instanceName, tags }: InstanceRow, wanted: string): boolean {
  const asTag = wanted.replace(':', '=')
  return (
    instanceName.toLowerCase().includes(wanted) ||
    tags.some(({ Key, Value }) => `${Key}=${Value}`.toLowerCase().includes(asTag))
  )
}

/** `web-2` before `web-10`. */
const byNumbers = new Intl.Collator('en', { numeric: true })
const byName = (a: InstanceRow, b: InstanceRow): number => byNumbers.compare(a.instanceName, b.instanceName)

const orders: Record<SortField, (a: InstanceRow, b: InstanceRow) => number> = {
  name: byName,
  // Whoever is heard now comes first, then whoever was heard last; whoever was never heard comes last.
  contact: (a, b) => contact(b) - contact(a),
  version: (a, b) => byNumbers.compare(a.agentVersion, b.agentVersion),
  registered: (a, b) => Date.parse(a.registerTime) - Date.parse(b.registerTime),
}

/** Milliseconds since the epoch. */
export const lastContact = (row: InstanceRow): number | undefined => row.silentSince ?? row.lastSeenAt
const contact = (row: InstanceRow): number => (isHeard(row) ? Number.MAX_SAFE_INTEGER : (lastContact(row) ?? 0))

/** How many are there. */
export function summarySentence(rows: readonly InstanceRow[]): string {
  const connected = rows.filter(isHeard).length
  if (rows.length === 0) return 'No host is registered.'
  if (rows.length === 1) return connected === 1 ? 'The only host is connected.' : 'The only host is not connected.'
  return connected === rows.length
    ? `All ${rows.length} hosts are connected.`
    : `${connected} of ${rows.length} hosts ${connected === 1 ? 'is' : 'are'} connected, ${rows.length - connected} not.`
}
