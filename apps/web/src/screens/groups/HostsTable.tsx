/** Hosts of a group with what runs on each: from its last deployment that succeeded there. */
import type { GroupInstance } from '@sluice/api/contracts'
import { Link } from 'react-router'
import { HostHealth } from '../../components/HostHealth.tsx'
import { isHeard } from '../../components/is-heard.ts'
import { paths } from '../../paths.ts'
import { Table, Td, Th } from '../../ui/Table.tsx'
import { Time } from '../../ui/Time.tsx'

export function HostsTable({ rows }: { rows: readonly GroupInstance[] }) {
  return (
    <Table aria-label="Hosts of the group">
      <thead>
        <tr>
          <Th>Host</Th>
          <Th>Runs</Th>
          <Th>Health</Th>
          <Th className="max-sm:hidden">Since</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.instanceName} className="hover:bg-surface">
            <Td className="min-w-24 [overflow-wrap:anywhere]">
              <Link className="link mono" to={paths.instance(row.instanceName)}>
                {row.instanceName}
              </Link>
              {!isHeard(row) && <Silent since={row.silentSince} />}
            </Td>
            <Td className="[overflow-wrap:anywhere]">
              <Runs row={row} />
            </Td>
            <Td>
              <HostHealth standing={row} />
            </Td>
            <Td className="max-sm:hidden">{row.runs !== undefined && <Time at={row.runs.time} />}</Td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}

function Silent({ since }: { since: string | undefined }) {
  return (
    <span className="block text-xs text-ready-text">
      <span aria-hidden>◆ </span>
      silent{' '}
      {since !== undefined && (
        <>
          since <Time at={since} />
        </>
      )}
    </span>
  )
}

function Runs({ row: { runs, deploying, partWay, isDrifting } }: { row: GroupInstance }) {
  return (
    <>
      {runs === undefined ? (
        <span className="text-muted">nothing known</span>
      ) : (
        <span>
          {runs.revisionName}{' '}
          <Link className="link mono text-xs" to={paths.deployment(runs.deploymentId)}>
            {runs.deploymentId}
          </Link>
        </span>
      )}
      {deploying !== undefined && (
        <span className="block text-xs text-progress-text">
          <span aria-hidden>▶ </span>
          {deploying.revisionName} is being deployed here by{' '}
          <Link className="link mono" to={paths.deployment(deploying.deploymentId)}>
            {deploying.deploymentId}
          </Link>
        </span>
      )}
      {isDrifting && (
        <span className="block text-xs text-ready-text">
          <span aria-hidden>◆ </span>drifts
        </span>
      )}
      {partWay !== undefined && (
        <span className="block text-xs text-failed-text">
          <span aria-hidden>✕ </span>
          {partWay.revisionName} ended part way here ({partWay.status}) in{' '}
          <Link className="link mono" to={paths.deployment(partWay.deploymentId)}>
            {partWay.deploymentId}
          </Link>
        </span>
      )}
    </>
  )
}
