/** The groups that select a host, with what is installed there as the service knows it, and whether it drifts from what the group runs. */
import type { InstanceGroup } from '@sluice/api/contracts'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { HostHealth } from '../../components/HostHealth.tsx'
import { paths } from '../../paths.ts'
import { pagesOf } from '../../query/op.ts'
import { Button } from '../../ui/Button.tsx'
import { Card } from '../../ui/Card.tsx'
import { ErrorRegion } from '../../ui/ErrorRegion.tsx'
import { Table, Td, Th } from '../../ui/Table.tsx'
import { Time } from '../../ui/Time.tsx'

/** What is installed changes with deployments; nothing tells this page. */
const askAgainMs = 5000

export function HostGroups({ instanceName }: { instanceName: string }) {
  const query = useInfiniteQuery({ ...pagesOf('listInstanceGroups', { instanceName }), refetchInterval: askAgainMs })
  const groups = query.data?.pages.flatMap((page) => page.groups)
  return (
    <Card
      title="Groups and what is installed"
      state={query.error === null ? 'live' : 'error'}
      bodyClassName={groups === undefined || groups.length === 0 ? undefined : 'pb-1'}
    >
      {query.error !== null && <ErrorRegion what="Its groups could not be loaded" error={query.error} />}
      {groups?.length === 0 && (
        <p className="text-muted">No deployment group selects this host: change its tags, or those that a group has.</p>
      )}
      {groups !== undefined && groups.length > 0 && <Groups groups={groups} />}
      {query.hasNextPage && (
        <div className="flex justify-center py-3">
          <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            Show more groups
          </Button>
        </div>
      )}
    </Card>
  )
}

function Groups({ groups }: { groups: readonly InstanceGroup[] }) {
  return (
    <Table aria-label="Groups">
      <thead>
        <tr>
          <Th>Group</Th>
          <Th>Installed here</Th>
          <Th>Health</Th>
          <Th className="max-sm:hidden">The group runs</Th>
          <Th>
            <span className="sr-only">Deploy</span>
          </Th>
        </tr>
      </thead>
      <tbody>
        {groups.map((group) => (
          <tr key={`${group.applicationName}/${group.deploymentGroupName}`}>
            <Td className="[overflow-wrap:anywhere]">
              <Link className="link font-semibold" to={paths.group(group.applicationName, group.deploymentGroupName)}>
                {group.applicationName} / {group.deploymentGroupName}
              </Link>
            </Td>
            <Td>
              <Done what={group.installed} none="nothing that is known" />
              {group.isDrifting && <div className="text-xs text-ready-text">◆ drifts from what the group runs</div>}
            </Td>
            <Td>
              <HostHealth standing={group} />
            </Td>
            <Td className="max-sm:hidden">
              <Done what={group.runs} none="nothing yet" />
            </Td>
            <Td>
              <Deploy group={group} />
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}

function Done({ what, none }: { what: InstanceGroup['installed']; none: string }) {
  if (what === undefined) return <span className="text-muted">{none}</span>
  return (
    <>
      <span className="font-semibold [overflow-wrap:anywhere]">{what.revisionName}</span>
      <div className="text-xs text-muted">
        <Link className="link mono" to={paths.deployment(what.deploymentId)}>
          {what.deploymentId}
        </Link>{' '}
        <Time at={what.time} />
      </div>
    </>
  )
}

function Deploy({ group }: { group: InstanceGroup }) {
  if (group.activeDeploymentId !== undefined)
    return (
      <Link className="link" to={paths.deployment(group.activeDeploymentId)}>
        running now
      </Link>
    )
  return (
    <Link
      className="link"
      to={paths.newDeployment({ application: group.applicationName, group: group.deploymentGroupName })}
    >
      Deploy<span className="sr-only"> to {group.deploymentGroupName}</span>
    </Link>
  )
}
