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
  /** Without bytes it is not looked up who runs them. */
  { narrowing, sha256 }: { narrowing: Narrowing | undefined; sha256?: string | undefined },
): Promise<MeantHosts> {
  if (narrowing === undefined) return { targets: all }
  return narrowedHosts(all, sha256, narrowing, await knownHosts(ports, group, sha256 === undefined ? [] : all))
}

/** Who is current the group itself has said; what the others run is looked up for `hosts`, from what was deployed to them. */
async function knownHosts(
  ports: Pick<Ports, 'store' | 'now'>,
  group: DeploymentGroup,
  hosts: readonly string[],
): Promise<KnownHosts> {
  const { lastSuccessful } = await groupHistory(ports.store, group)
  const standings = await ports.store.listStandings(group.deploymentGroupId)
  const current = new Set(standings.filter((row) => row.revisionHealth === 'Current').map((row) => row.instanceName))
  const revisions = await hostRevisions(ports, group, hosts)
  return {
    isCurrent: (name) => current.has(name),
    runs: (name, sha256) => {
      if (sha256 === lastSuccessful?.revisionSha256) return current.has(name)
      const host = revisions.get(name)
      return host?.partWay === undefined && host?.runs?.revisionSha256 === sha256
    },
  }
}
