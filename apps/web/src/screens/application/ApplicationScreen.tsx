/** One application: its groups and what runs in each, and the way to its revisions and deployments. */
import type { DeploymentGroupInfo } from '@sluice/api/contracts'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from 'react-router'
import { ApplicationTabs } from '../../components/ApplicationTabs.tsx'
import { DeploymentLink } from '../../components/DeploymentLink.tsx'
import { PageHead } from '../../frame/Page.tsx'
import { paths } from '../../paths.ts'
import { op } from '../../query/op.ts'
import { useMay, whyNot } from '../../session/session.ts'
import { ButtonLink, GoButton } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorRegion } from '../../ui/ErrorRegion.tsx'
import { BoneRows, Loading } from '../../ui/Skeleton.tsx'
import { Table, Td, Th } from '../../ui/Table.tsx'

export default function ApplicationScreen() {
  const { application = '' } = useParams()
  const groups = useQuery(op('listDeploymentGroups', { applicationName: application }))
  const mayCreate = useMay('createDeploymentGroup').allowed
  const mayDeploy = useMay('createDeployment')
  const create = mayCreate && <ButtonLink to={paths.newGroup(application)}>Create deployment group</ButtonLink>
  return (
    <>
      <PageHead
        title={application}
        crumbs={[{ name: 'Applications', to: paths.applications() }, { name: application }]}
        actions={
          <>
            {create}
            <GoButton look="primary" to={paths.newDeployment({ application })} disabledReason={whyNot(mayDeploy)}>
              Create deployment
            </GoButton>
          </>
        }
      />
      <ApplicationTabs application={application} current="groups" />
      {groups.error !== null && (
        <ErrorRegion
          what="The deployment groups could not be loaded"
          error={groups.error}
          onRetry={groups.error.status === 404 ? undefined : () => void groups.refetch()}
        />
      )}
      {groups.isPending && (
        <Loading what="Loading deployment groups…">
          <BoneRows rows={3} />
        </Loading>
      )}
      {groups.data !== undefined && groups.data.deploymentGroupsInfo.length === 0 && (
        <EmptyState title="No deployment group yet" action={create}>
          A group says which hosts a deployment goes to: those whose tags match.
        </EmptyState>
      )}
      {groups.data !== undefined && groups.data.deploymentGroupsInfo.length > 0 && (
        <Groups application={application} groups={groups.data.deploymentGroupsInfo} />
      )}
    </>
  )
}

function Groups({ application, groups }: { application: string; groups: readonly DeploymentGroupInfo[] }) {
  return (
    <div className="px-1 py-2 sm:px-3">
      <Table aria-label="Deployment groups">
        <thead>
          <tr>
            <Th>Group</Th>
            <Th>Runs</Th>
            <Th>Hosts now</Th>
            <Th>Deployment configuration</Th>
            <Th>Last deployment</Th>
          </tr>
        </thead>
        <tbody>
          {groups.map((group) => (
            <tr key={group.deploymentGroupId} className="hover:bg-surface">
              <Td>
                <Link className="link font-semibold" to={paths.group(application, group.deploymentGroupName)}>
                  {group.deploymentGroupName}
                </Link>
              </Td>
              <Td>{group.targetRevisionName ?? <span className="text-muted">nothing yet</span>}</Td>
              <Td>{group.matchingInstances.length}</Td>
              <Td>{group.deploymentConfigName}</Td>
              <Td>
                <DeploymentLink deployment={group.lastAttemptedDeployment} />
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </div>
  )
}
