/**
 * What lies on hosts of a group: of each the bytes whose Install ended well there last, however the rest of that deployment went.
 * The last success of the group says nothing of a host that it did not reach, nor of one on which something else was tried since.
 */
import type { DeploymentSummary } from '@sluice/model'
import type { HostRevision } from './host-revisions.ts'

export type InstalledShare = { hosts: readonly string[] } & Lies

type Lies =
  /** The newest deployment of these bytes, whatever they were called before. */
  | { lies: 'revision'; deployment: DeploymentSummary }
  /** The group never installed anything there. */
  | { lies: 'nothing' }
  /** So many deployments came since that it was not found. */
  | { lies: 'notKnown' }

/** Most hosts first; what is not known last. */
export function sharesOf(hosts: readonly string[], revisions: ReadonlyMap<string, HostRevision>): InstalledShare[] {
  const shares = new Map<string, { lies: Lies; hosts: string[] }>()
  for (const name of hosts) {
    const lies = liesOn(revisions.get(name) ?? {})
    const key = lies.lies === 'revision' ? lies.deployment.revisionSha256 : lies.lies
    const share = shares.get(key) ?? { lies, hosts: [] }
    shares.set(key, { lies: newer(share.lies, lies), hosts: share.hosts })
    share.hosts.push(name)
  }
  return [...shares.values()].map((share) => ({ ...share.lies, hosts: share.hosts })).toSorted(byHosts)
}

function liesOn({ installed, isAll }: HostRevision): Lies {
  if (installed !== undefined) return { lies: 'revision', deployment: installed }
  return { lies: isAll === true ? 'nothing' : 'notKnown' }
}

const newer = (a: Lies, b: Lies): Lies =>
  a.lies === 'revision' && b.lies === 'revision' && b.deployment.createTime > a.deployment.createTime ? b : a

function byHosts(a: InstalledShare, b: InstalledShare): number {
  const isKnown = Number(a.lies === 'notKnown') - Number(b.lies === 'notKnown')
  return isKnown || b.hosts.length - a.hosts.length || Number(a.lies === 'nothing') - Number(b.lies === 'nothing')
}
