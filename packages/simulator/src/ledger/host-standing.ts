/**
 * How the hosts of a group stand, written down once more: healthy when the last attempt went well, and Current, Old or Unknown by what
 * is installed. From it follow the order in which hosts are taken and the finished rows. Source: facts sections 1.15 and 3.2.
 */
import type { DeploymentSpec, HostResults, HostStandingChange, LastSuccessful } from '@sluice/model'
import { hold } from './broken.ts'

export interface KnownHost {
  isHealthy: boolean
  /** Undefined: nobody can say. */
  installed: HostResults['revision'] | undefined
}

export interface HostBook {
  lastSuccessful: LastSuccessful | undefined
  /** By name. */
  known: Map<string, KnownHost>
  /** SHA-256 of what was the group's last successful revision, as long as a host has it. */
  proven: Set<string>
  /** The finished rows, as they were written. */
  rows: Map<string, string>
}

export const newHostBook = (): HostBook => ({
  lastSuccessful: undefined,
  known: new Map(),
  proven: new Set(),
  rows: new Map(),
})

/** Of a deployment that has ended; `after` is what the group's revision is from then on. */
export function takeResults(book: HostBook, results: HostResults | undefined, after: LastSuccessful | undefined): void {
  const before = book.lastSuccessful
  for (const name of results?.succeeded ?? []) book.known.set(name, { isHealthy: true, installed: results?.revision })
  for (const name of results?.failed ?? []) {
    const had = book.known.get(name)?.installed
    // What ran the group's revision may be a mixture now.
    const isMixture = had?.sha256 === before?.revision.sha256
    book.known.set(name, { isHealthy: false, installed: isMixture ? undefined : had })
  }
  for (const name of results?.gone ?? []) book.known.delete(name)
  book.lastSuccessful = after
  const installed = [...book.known.values()].map((host) => host.installed?.sha256)
  const candidates = [...book.proven, before?.revision.sha256, after?.revision.sha256]
  book.proven = new Set(candidates.filter((sha256) => sha256 !== undefined && installed.includes(sha256)) as string[])
}

type RevisionHealth = 'Unknown' | 'Old' | 'Current'

function revisionHealth({ lastSuccessful, proven }: HostBook, { installed }: KnownHost): RevisionHealth {
  if (installed === undefined) return 'Unknown'
  if (installed.sha256 === lastSuccessful?.revision.sha256) return 'Current'
  return proven.has(installed.sha256) ? 'Old' : 'Unknown'
}

export function runs({ known }: HostBook, name: string, sha256: string | undefined): boolean {
  const host = known.get(name)
  return host !== undefined && host.isHealthy && host.installed !== undefined && host.installed.sha256 === sha256
}

export const hasFailedBefore = ({ known }: HostBook, name: string): boolean => known.get(name)?.isHealthy === false

const ranks = { Unknown: 2, Old: 3, Current: 4 } as const

/**
 * Zone after zone; in each those that failed, those that never had anything, Unknown, Old, Current. A rollback repairs, so there
 * those that never had anything come last.
 */
export function inOrder(
  book: HostBook,
  given: readonly string[],
  { isRepair = false, zoneOf = () => 0 }: { isRepair?: boolean; zoneOf?: (name: string) => number } = {},
): string[] {
  const rank = (name: string): number => {
    const host = book.known.get(name)
    if (host === undefined) return isRepair ? ranks.Current : 1
    return host.isHealthy ? ranks[revisionHealth(book, host)] : 0
  }
  return given.toSorted((one, other) => zoneOf(one) - zoneOf(other) || rank(one) - rank(other))
}

/** The place of the zone of each host, by the zones of a spec over its own hosts. */
export function zonePlaceOf({ zones, targets }: DeploymentSpec): (name: string) => number {
  const places = (zones?.zones ?? []).flatMap(({ hosts }, place) => Array.from({ length: hosts }, () => place))
  const byName = new Map(targets.map((name, at) => [name, places[at] ?? 0]))
  return (name) => byName.get(name) ?? 0
}

export function takeRows({ rows }: HostBook, changes: readonly HostStandingChange[]): void {
  for (const { instanceName, standing } of changes)
    if (standing === undefined) rows.delete(instanceName)
    else rows.set(instanceName, textOf(standing))
}

/** The finished rows that the group should have. */
export function countedRows(book: HostBook): NonNullable<HostStandingChange['standing']>[] {
  return [...book.known].map(([instanceName, host]) => ({
    instanceName,
    instanceHealth: host.isHealthy ? 'Healthy' : 'Unhealthy',
    revisionHealth: revisionHealth(book, host),
    ...(host.installed && { revisionName: host.installed.name }),
  }))
}

export function checkRowsOfHosts(book: HostBook, groupId: string, rows: ReadonlyMap<string, string> = book.rows): void {
  const counted = countedRows(book)
  const strange = () => [...rows.keys()].filter((name) => !book.known.has(name)).join()
  hold('rows of hosts equal a recount', rows.size <= counted.length, () => `${groupId}: unknown are ${strange()}`)
  for (const row of counted) {
    const written = rows.get(row.instanceName)
    const text = textOf(row)
    hold(
      'rows of hosts equal a recount',
      written === text,
      () => `${row.instanceName} of ${groupId}: ${written}, by the facts ${text}`,
    )
  }
}

export function textOf(row: NonNullable<HostStandingChange['standing']>): string {
  return `${row.instanceHealth} ${row.revisionHealth} ${row.revisionName ?? 'nothing'}`
}
