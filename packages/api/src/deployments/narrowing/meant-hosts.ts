/** Which hosts of a group a narrowed deployment would take now, before the group itself decides it when it admits the deployment. */
import { narrowedHosts, type KnownHosts } from '@sluice/engine'
import type { DeploymentGroup, Narrowed, Narrowing } from '@sluice/model'
import type { Ports } from '../../ports.ts'
import { hostRevisions } from '../../queries/host-revisions.ts'
import { groupHistory } from '../../queries/group-history.ts'

export interface MeantHosts {
  targets: readonly string[]
  /** Absent when all hosts of the group are meant. */
  narrowed?: Narrowed
}

export async function meantHosts(
  ports: Pick<Ports, 'store' | 'now'>,
  group: DeploymentGroup,
  all: readonly string[],
  { narrowing, sha256 }: { narrowing: Narrowing | undefined; sha256: string | undefined },
): Promise<MeantHosts> {
  if (narrowing === undefined) return { targets: all }
  return narrowedHosts(all, sha256, narrowing, await knownHosts(ports, group, all))
}

async function knownHosts(
  ports: Pick<Ports, 'store' | 'now'>,
  group: DeploymentGroup,
  hosts: readonly string[],
): Promise<KnownHosts> {
  const { lastSuccessful } = await groupHistory(ports.store, group)
  const revisions = await hostRevisions(ports, group, hosts)
  const runs = (name: string, sha256: string): boolean => {
    const host = revisions.get(name)
    return host?.partWay === undefined && host?.runs?.revisionSha256 === sha256
  }
  return {
    runs,
    isCurrent: (name) => lastSuccessful !== undefined && runs(name, lastSuccessful.revisionSha256),
  }
}
