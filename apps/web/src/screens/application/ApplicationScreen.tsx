/** One application: its groups and what runs in each, its last deployments, and the way to its revisions; rename and delete. */
import type { DeploymentGroupInfo } from '@sluice/api/contracts'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Navigate, useParams } from 'react-router'
import { ApplicationTabs } from '../../components/ApplicationTabs.tsx'
import { Findable } from '../../components/Findable.tsx'
import { ListStates } from '../../components/ListStates.tsx'
import { nameNow } from '../../components/renamed.ts'
import { PageHead } from '../../frame/Page.tsx'
import { paths } from '../../paths.ts'
import { allPagesOf } from '../../query/all-pages.ts'
import { useMay, whyNot } from '../../session/session.ts'
import { Button, ButtonLink, GoButton } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { DeleteApplicationDialog } from './DeleteApplicationDialog.tsx'
import { GroupsMatrix } from './GroupsMatrix.tsx'
import { LastDeployments } from './LastDeployments.tsx'
import { RenameApplicationDialog } from './RenameApplicationDialog.tsx'

export default function ApplicationScreen() {
  const { application = '' } = useParams()
  const groups = useQuery(allPagesOf('listDeploymentGroups', { applicationName: application }))
  const mayCreate = useMay('createDeploymentGroup').allowed
  const create = mayCreate && <ButtonLink to={paths.newGroup(application)}>Create deployment group</ButtonLink>
  const now = nameNow(groups.error)
  if (now !== undefined) return <Navigate replace to={paths.application(now)} />
  const isGone = groups.error?.status === 404
  return (
    <>
      <PageHead
        title={application}
        crumbs={[{ name: 'Applications', to: paths.applications() }, { name: application }]}
        actions={!isGone && <Actions application={application} groups={groups.data?.deploymentGroupsInfo} />}
      />
      {!isGone && <ApplicationTabs application={application} current="groups" />}
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
            {(shown) => <GroupsMatrix application={application} groups={shown} />}
          </Findable>
        )}
      </ListStates>
      {!isGone && <LastDeployments application={application} />}
    </>
  )
}

interface ActionsProps {
  application: string
  /** While they load, nothing is renamed or deleted. */
  groups: readonly DeploymentGroupInfo[] | undefined
}

function Actions({ application, groups }: ActionsProps) {
  const [open, setOpen] = useState<'rename' | 'delete'>()
  const [mayRename, mayDelete] = [useMay('updateApplication'), useMay('deleteApplication')]
  const mayCreate = useMay('createDeploymentGroup').allowed
  const mayDeploy = useMay('createDeployment')
  const waits = waitsFor(groups)
  return (
    <>
      <Button look="danger" disabledReason={whyNot(mayDelete) ?? waits} onClick={() => setOpen('delete')}>
        Delete…
      </Button>
      <Button disabledReason={whyNot(mayRename) ?? waits} onClick={() => setOpen('rename')}>
        Rename…
      </Button>
      {mayCreate && <ButtonLink to={paths.newGroup(application)}>Create deployment group</ButtonLink>}
      <GoButton look="primary" to={paths.newDeployment({ application })} disabledReason={whyNot(mayDeploy)}>
        Create deployment
      </GoButton>
      {open === 'rename' && <RenameApplicationDialog application={application} onClose={() => setOpen(undefined)} />}
      {open === 'delete' && groups !== undefined && (
        <DeleteApplicationDialog application={application} groups={groups} onClose={() => setOpen(undefined)} />
      )}
    </>
  )
}

function waitsFor(groups: readonly DeploymentGroupInfo[] | undefined): string | undefined {
  if (groups === undefined) return 'Its groups are not loaded yet.'
  const busy = groups.find(({ activeDeploymentId }) => activeDeploymentId !== undefined)
  if (busy === undefined) return undefined
  return `${busy.activeDeploymentId} is running in ${busy.deploymentGroupName}. It is possible when that deployment has ended.`
}
