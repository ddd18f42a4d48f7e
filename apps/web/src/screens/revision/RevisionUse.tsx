/** Where the revision ran: per group, and its newest deployments. */
import type { GroupUse, RevisionInfo } from '@sluice/api/contracts'
import { Link } from 'react-router'
import { DeploymentLink } from '../../components/DeploymentLink.tsx'
import { paths } from '../../paths.ts'
import { Card } from '../../ui/Card.tsx'
import { Table, Td, Th } from '../../ui/Table.tsx'
import { Time } from '../../ui/Time.tsx'

export function RevisionUse({ application, info }: { application: string; info: RevisionInfo }) {
  const { use, firstUsedTime, lastUsedTime } = info
  if (firstUsedTime === undefined && use.deployments === 0)
    return (
      <Card title="Where it ran">
        <p className="text-muted">It was never deployed.</p>
      </Card>
    )
  return (
    <Card title="Where it ran" bodyClassName="py-2">
      <p className="px-3.5 py-1">
        {sentence(info)}
        {lastUsedTime !== undefined && firstUsedTime !== undefined && (
          <span className="text-muted">
            {' '}
            First used <Time at={firstUsedTime} />, last used <Time at={lastUsedTime} />.
          </span>
        )}
      </p>
      {use.groups.length > 0 && <Groups application={application} groups={use.groups} />}
      {use.newest.length > 0 && (
        <details className="px-3.5 pt-2">
          <summary className="cursor-pointer text-sm text-muted hover:text-text">
            Its newest {use.newest.length === 1 ? 'deployment' : `${use.newest.length} deployments`}
          </summary>
          <ul aria-label="Deployments of this revision" className="mt-2 flex flex-col gap-2">
            {use.newest.map((deployment) => (
              <li key={deployment.deploymentId} className="flex flex-wrap items-center gap-x-2">
                <DeploymentLink deployment={deployment} />
                <span className="text-muted">to {deployment.deploymentGroupName}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
      {use.countedSince !== undefined && (
        <p className="px-3.5 pt-2 text-xs text-muted">
          Deployments are counted since <Time at={use.countedSince} style="full" />; older ones are in the history.
        </p>
      )}
    </Card>
  )
}

/** "Runs in production. Deployed 4 times, succeeded 3 times, in 2 of 3 groups." */
function sentence({ use }: RevisionInfo): string {
  const running = use.groups.filter(({ runsNow }) => runsNow).map((group) => group.deploymentGroupName)
  const succeeded = use.groups.filter((group) => group.runsNow || group.successes > 0).length
  const where = running.length === 0 ? 'Runs nowhere now.' : `Runs in ${running.join(', ')}.`
  const groups = use.groupCount === 1 ? '1 group' : `${use.groupCount} groups`
  return `${where} Deployed ${times(use.deployments)}, succeeded ${times(use.successes)}, in ${succeeded} of ${groups}.`
}

const times = (count: number): string => (count === 1 ? 'once' : `${count} times`)

function Groups({ application, groups }: { application: string; groups: readonly GroupUse[] }) {
  return (
    <Table aria-label="Groups">
      <thead>
        <tr>
          <Th>Group</Th>
          <Th>Deployed</Th>
          <Th>Succeeded</Th>
          <Th className="max-sm:hidden">Last success</Th>
        </tr>
      </thead>
      <tbody>
        {groups.map((group) => (
          <tr key={group.deploymentGroupName}>
            <Td>
              <Link className="link" to={paths.group(application, group.deploymentGroupName)}>
                {group.deploymentGroupName}
              </Link>
              {group.runsNow && <span className="text-xs text-muted"> runs here now</span>}
            </Td>
            <Td>{group.deployments}</Td>
            <Td>{group.successes}</Td>
            <Td className="max-sm:hidden">
              <DeploymentLink deployment={group.lastSuccess} />
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}
