/** Rows of some hosts, by name; hosts that have none are left out. */
import type { DeploymentTarget, GroupHostStanding, Instance } from '@sluice/model'
import { directoryKeys, type Store } from '@sluice/store'

/** A look-up for each host is the cheaper way for few of them, and one list of all for many. */
const fewHosts = 50

export const standingsOf = (
  store: Pick<Store, 'getStanding' | 'listStandings'>,
  deploymentGroupId: string,
  names: readonly string[],
) =>
  rowsOf<GroupHostStanding>(names, {
    nameOf: ({ instanceName }) => instanceName,
    one: (name) => store.getStanding(deploymentGroupId, name),
    all: () => store.listStandings(deploymentGroupId),
  })

export const targetsOf = (store: Store, deploymentId: string, names: readonly string[]) =>
  rowsOf<DeploymentTarget>(names, {
    nameOf: ({ targetId }) => targetId,
    one: (name) => store.getTarget(deploymentId, name),
    all: () => store.listTargets(deploymentId),
  })

/** Those that are out too. */
export const instancesOf = (store: Pick<Store, 'get' | 'list'>, accountId: string, names: readonly string[]) =>
  rowsOf<Instance>(names, {
    nameOf: ({ instanceName }) => instanceName,
    one: (name) => store.get('instances', directoryKeys.instance(accountId, name)),
    all: () => store.list('instances', directoryKeys.instances(accountId)),
  })

interface Rows<Row> {
  nameOf(row: Row): string
  one(name: string): Promise<Row | undefined>
  all(): Promise<Row[]>
}

async function rowsOf<Row>(names: readonly string[], { nameOf, one, all }: Rows<Row>): Promise<Map<string, Row>> {
  const rows = names.length > fewHosts ? await all() : await Promise.all(names.map(one))
  const wanted = new Set(names)
  return new Map(
    rows.flatMap((row): [string, Row][] => (row !== undefined && wanted.has(nameOf(row)) ? [[nameOf(row), row]] : [])),
  )
}
