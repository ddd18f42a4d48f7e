/** The hosts of a group in a snapshot: each revision once, and columns, so that 10,000 hosts stay far below 1 MB. */
import type { GroupHosts, InstalledRevision } from './group-hosts.ts'

export interface KeptHosts {
  names: string[]
  /** One digit a host: 1 for healthy. */
  healthy: string
  /** Places in `revisions`; -1 for none. */
  installed: number[]
  revisions: InstalledRevision[]
  proven: string[]
}

export function keptHosts({ records, proven }: GroupHosts): KeptHosts {
  const places = new Map<string, number>()
  const revisions: InstalledRevision[] = []
  const placeOf = (revision: InstalledRevision | undefined): number => {
    if (revision === undefined) return -1
    const key = `${revision.sha256} ${revision.name}`
    const place = places.get(key) ?? revisions.push(revision) - 1
    places.set(key, place)
    return place
  }
  const hosts = [...records.values()]
  return {
    names: [...records.keys()],
    healthy: hosts.map(({ isHealthy }) => (isHealthy ? '1' : '0')).join(''),
    installed: hosts.map(({ installed }) => placeOf(installed)),
    revisions,
    proven: [...proven],
  }
}

export function hostsFrom({ names, healthy, installed, revisions, proven }: KeptHosts): GroupHosts {
  const records = names.map(
    (name, host) => [name, { isHealthy: healthy[host] === '1', installed: revisions[installed[host] ?? -1] }] as const,
  )
  return { records: new Map(records), proven: new Set(proven) }
}
