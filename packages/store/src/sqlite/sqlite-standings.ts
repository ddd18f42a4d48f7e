/** How the hosts of a group stand: one narrow row a host and group, so that 10,000 of them are read and written quickly. */
import type { Database } from 'better-sqlite3'
import { inSlices, standingRow } from '../rows.ts'
import type { Store } from '../store.ts'

type Standings = Pick<Store, 'getStanding' | 'listStandings'>

interface Columns {
  instanceName: string
  instanceHealth: string
  revisionHealth: string
  revisionName: string | null
}

const columns = `instance_name AS instanceName, instance_health AS instanceHealth, revision_health AS revisionHealth,
  revision_name AS revisionName`

export function sqliteStandings(database: Database): Standings {
  const one = database.prepare<[string, string], Columns>(
    `SELECT ${columns} FROM host_standings WHERE deployment_group_id = ? AND instance_name = ?`,
  )
  const all = database.prepare<[string], Columns>(
    `SELECT ${columns} FROM host_standings WHERE deployment_group_id = ? ORDER BY instance_name`,
  )
  return {
    getStanding: async (groupId, instanceName) => {
      const found = one.get(groupId, instanceName)
      return found && parsed(found)
    },
    listStandings: (groupId) => inSlices(all.all(groupId), parsed),
  }
}

function parsed({ revisionName, ...columns }: Columns) {
  return standingRow({ ...columns, ...(revisionName !== null && { revisionName }) })
}
