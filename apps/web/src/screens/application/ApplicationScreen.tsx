/** One application: its groups and what runs in each, and the way to its revisions and deployments. */
import type { DeploymentGroupInfo } from '@sluice/api/contracts'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from 'react-router'
import { ApplicationTabs } from '../../components/ApplicationTabs.tsx'
import { typeWords } from '../../components/blue-green-settings.ts'
import { DeploymentLink } from '../../components/DeploymentLink.tsx'
import { Findable } from '../../components/Findable.tsx'
import { ListStates } from '../../components/ListStates.tsx'
import { PageHead } from '../../frame/Page.tsx'
import { paths } from '../../paths.ts'
import { allPagesOf } from '../../query/all-pages.ts'
import { useMay, whyNot } from '../../session/session.ts'
import { ButtonLink, GoButton } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Table, Td, Th } from '../../ui/Table.tsx'

export default function ApplicationScreen() {
  const { application = '' } = useParams()
  const groups = useQuery(allPagesOf('listDeploymentGroups', { applicationName: application }))
  const mayCreate = useMay('createDeploymentGroup').allowed
  const mayDeploy = useMay('createDeployment')
  const create = mayCreate && <ButtonLink to={paths.newGroup(application)}>Create deployment group</ButtonLink>
  return (
    <>
      <PageHead
        title={application}
        crumbs={[{ name: 'Applications', to: paths.applications() }, { name: application }]}
        actions={
          groups.error?.status !== 404 && (
            <>
              {create}
              <GoButton look="primary" to={paths.newDeployment({ application })} disabledReason={whyNot(mayDeploy)}>
                Create deployment
              </GoButton>
            </>
          )
        }
      />
      <ApplicationTabs application={application} current="groups" />
      <ListStates
        what="deployment groups"
        query={groups}
        rowsOf={(data) => data.deploymentGroupsInfo}
        bones={3}
        empty={
          <EmptyState title="No deployment group yet" action={create}>
            A group says which hosts a deployment goes to: those whose tags match.
          </EmptyState>
        }
      >
        {(rows) => (
          <Findable
            what="deployment groups"
            rows={rows}
            textOf={(group) => `${group.deploymentGroupName} ${group.targetRevisionName ?? ''}`}
          >
            {(shown) => <Groups application={application} groups={shown} />}
          </Findable>
        )}
      </ListStates>
    </>
  )
}

function Groups({ application, groups }: { application: string; groups: readonly DeploymentGroupInfo[] }) {
  return (
    <Table aria-label="Deployment groups">
      <thead>
        <tr>
          <Th>Group</Th>
          <Th className="max-sm:hidden">Runs</Th>
          <Th>Hosts now</Th>
          <Th className="max-md:hidden">Deployment configuration</Th>
          <Th className="max-sm:hidden">Last deployment</Th>
        </tr>
      </thead>
      <tbody>
        {groups.map((group) => (
          <tr key={group.deploymentGroupId} className="hover:bg-surface">
            <Td className="break-words max-sm:max-w-64">
              <Link className="link font-semibold" to={paths.group(application, group.deploymentGroupName)}>
                {group.deploymentGroupName}
              </Link>
              <div className="text-xs text-muted">{typeWords(group)}</div>
              <div className="flex flex-col gap-1 text-xs text-muted sm:hidden">
                <span>
                  {group.targetRevisionName === undefined ? 'runs nothing yet' : `runs ${group.targetRevisionName}`}
                </span>
                <DeploymentLink deployment={group.lastAttemptedDeployment} />
              </div>
            </Td>
            <Td className="max-sm:hidden">
              {group.targetRevisionName ?? <span className="text-muted">nothing yet</span>}
            </Td>
            <Td>{group.matchingInstances.length}</Td>
            <Td className="max-md:hidden">{group.deploymentConfigName}</Td>
            <Td className="max-sm:hidden">
              <DeploymentLink deployment={group.lastAttemptedDeployment} />
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}
