/** What runs where: a row a group, with what it runs, what runs in it now, and how the last deployments ended. */
import type { DeploymentGroupInfo } from '@sluice/api/contracts'
import { Link } from 'react-router'
import { typeWords } from '../../components/blue-green-settings.ts'
import { ConfigName } from '../../components/ConfigName.tsx'
import { DeploymentLink } from '../../components/DeploymentLink.tsx'
import { paths } from '../../paths.ts'
import { Table, Td, Th } from '../../ui/Table.tsx'

interface GroupsMatrixProps {
  application: string
  groups: readonly DeploymentGroupInfo[]
}

export function GroupsMatrix({ application, groups }: GroupsMatrixProps) {
  return (
    <Table aria-label="Deployment groups">
      <thead>
        <tr>
          <Th>Group</Th>
          <Th className="max-sm:hidden">Runs</Th>
          <Th>Hosts now</Th>
          <Th className="max-md:hidden">Last success</Th>
          <Th className="max-sm:hidden">Last attempt</Th>
          <Th className="max-xl:hidden">Deployment configuration</Th>
        </tr>
      </thead>
      <tbody>
        {groups.map((group) => (
          <GroupRow key={group.deploymentGroupId} application={application} group={group} />
        ))}
      </tbody>
    </Table>
  )
}

function GroupRow({ application, group }: { application: string; group: DeploymentGroupInfo }) {
  return (
    <tr className="hover:bg-surface">
      <Td className="[overflow-wrap:anywhere]">
        <Link className="link font-semibold" to={paths.group(application, group.deploymentGroupName)}>
          {group.deploymentGroupName}
        </Link>
        <div className="text-xs text-muted">{typeWords(group)}</div>
        {group.activeDeploymentId !== undefined && (
          <div className="text-xs">
            <span aria-hidden>▶ </span>
            <Link className="link mono" to={paths.deployment(group.activeDeploymentId)}>
              {group.activeDeploymentId}
            </Link>{' '}
            is running
          </div>
        )}
        <div className="flex flex-col gap-1 text-xs text-muted sm:hidden">
          <span>
            {group.targetRevisionName === undefined ? 'runs nothing yet' : `runs ${group.targetRevisionName}`}
          </span>
          <DeploymentLink deployment={group.lastAttemptedDeployment} />
        </div>
      </Td>
      <Td className="max-sm:hidden [overflow-wrap:anywhere]">
        {group.targetRevisionName ?? <span className="text-muted">nothing yet</span>}
      </Td>
      <Td>{group.matchingInstances.length.toLocaleString('en')}</Td>
      <Td className="max-md:hidden">
        <DeploymentLink deployment={group.lastSuccessfulDeployment} />
      </Td>
      <Td className="max-sm:hidden">
        <DeploymentLink deployment={group.lastAttemptedDeployment} />
      </Td>
      <Td className="max-xl:hidden [overflow-wrap:anywhere]">
        <ConfigName name={group.deploymentConfigName} />
      </Td>
    </tr>
  )
}
