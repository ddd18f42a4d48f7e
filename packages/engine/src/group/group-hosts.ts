/**
 * What a group knows of its hosts: how the last attempt on each ended, and what is installed there. Instance health and revision
 * health follow from it; they change at the end of a deployment, in one batch. Source: facts sections 1.15 and 3.2.
 */
import {
  limits,
  type GroupHostStanding,
  type HostResults,
  type HostStanding,
  type LastSuccessful,
  type RevisionHealth,
} from '@sluice/model'
import type { StandingOf } from '../host-order.ts'
import type { KnownHosts } from '../narrowing.ts'

export interface GroupHosts {
  /** By name, the longest untried first. */
  readonly records: Map<string, HostRecord>
  /** SHA-256 of revisions that were the group's last successful one at some time, as far as a host has them. */
  readonly proven: Set<string>
}

export interface HostRecord {
  readonly isHealthy: boolean
  /** Undefined: nothing yet, or nobody can say. */
  readonly installed: InstalledRevision | undefined
}

export type InstalledRevision = HostResults['revision']

interface Known {
  hosts: GroupHosts
  lastSuccessful: LastSuccessful | undefined
}

export const noHosts = (): GroupHosts => ({ records: new Map(), proven: new Set() })

/** Undefined: the group never deployed to it. */
export function standingIn(group: Known): StandingOf {
  return (name) => {
    const record = group.hosts.records.get(name)
    return record && standingOf(group, record)
  }
}

/** A host on which the last attempt failed may hold a mixture: it runs nothing that could be named. */
export function knownHosts(group: Known): KnownHosts {
  const runs = (name: string, sha256: string | undefined): boolean => {
    const record = group.hosts.records.get(name)
    return record !== undefined && record.isHealthy && record.installed?.sha256 === sha256 && sha256 !== undefined
  }
  return { runs, isCurrent: (name) => runs(name, group.lastSuccessful?.revision.sha256) }
}

/** Finished rows of these hosts; of all when nobody names any. */
export function standingRows(group: Known, names: Iterable<string> = group.hosts.records.keys()) {
  return [...names].map((instanceName): { instanceName: string; standing: GroupHostStanding | undefined } => {
    const record = group.hosts.records.get(instanceName)
    if (record === undefined) return { instanceName, standing: undefined }
    const revisionName = record.installed?.name
    const standing = standingOf(group, record)
    return {
      instanceName,
      standing: { instanceName, ...standing, ...(revisionName !== undefined && { revisionName }) },
    }
  })
}

/**
 * Before the group's last successful revision is replaced: a host that ran it, and on which this one did not succeed, may hold a
 * mixture, so what is there is unknown. Any other keeps what it had.
 */
export function takeResults(group: Known, { revision, succeeded, failed, gone = [] }: HostResults): void {
  const { records } = group.hosts
  const put = (name: string, record: HostRecord) => {
    records.delete(name)
    records.set(name, record)
  }
  for (const name of succeeded) put(name, { isHealthy: true, installed: revision })
  for (const name of failed) {
    const installed = records.get(name)?.installed
    put(name, { isHealthy: false, installed: isLast(group, installed) ? undefined : installed })
  }
  for (const name of gone) records.delete(name)
}

const mostRecords = limits.hostsPerDeployment * 2

/** Whom these results push out of the group's memory: those that were tried last the longest ago. */
export function pushedOut({ records }: GroupHosts, results: HostResults | undefined): string[] {
  const { succeeded = [], failed = [], gone = [] } = results ?? {}
  if (records.size + succeeded.length + failed.length <= mostRecords) return []
  const tried = new Set([...succeeded, ...failed])
  for (const name of gone) tried.delete(name)
  const ended = new Set(gone)
  const others = [...records.keys()].filter((name) => !tried.has(name) && !ended.has(name))
  return others.slice(0, Math.max(0, others.length + tried.size - mostRecords))
}

/** Whose standing changes with the group's last successful revision, of those that have one of these two. */
export function namesOn({ records }: GroupHosts, revisions: readonly (string | undefined)[]): string[] {
  return [...records].flatMap(([name, { installed }]) =>
    installed !== undefined && revisions.includes(installed.sha256) ? name : [],
  )
}

/** After the group's last successful revision may have changed; `before` is the one until now. */
export function noteProven({ hosts, lastSuccessful }: Known, before: LastSuccessful | undefined): void {
  const { proven, records } = hosts
  for (const known of [before, lastSuccessful]) if (known !== undefined) proven.add(known.revision.sha256)
  const installed = new Set([...records.values()].map((record) => record.installed?.sha256))
  for (const sha256 of proven) if (!installed.has(sha256)) proven.delete(sha256)
}

function standingOf(group: Known, { isHealthy, installed }: HostRecord): HostStanding {
  return { instanceHealth: isHealthy ? 'Healthy' : 'Unhealthy', revisionHealth: revisionHealthOf(group, installed) }
}

/** A revision that never was the group's has not proved itself: a host that took it in a deployment that failed is Unknown. */
function revisionHealthOf(group: Known, installed: InstalledRevision | undefined): RevisionHealth {
  if (installed === undefined) return 'Unknown'
  if (isLast(group, installed)) return 'Current'
  return group.hosts.proven.has(installed.sha256) ? 'Old' : 'Unknown'
}

function isLast({ lastSuccessful }: Known, installed: InstalledRevision | undefined): boolean {
  return installed !== undefined && installed.sha256 === lastSuccessful?.revision.sha256
}
