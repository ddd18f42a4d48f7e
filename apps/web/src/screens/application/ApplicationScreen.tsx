/** One application: its groups and what runs in each, its last deployments, and the way to its revisions; rename and delete. */
import type { Output } from '@sluice/api/contracts'
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
        actions={!isGone && <Actions application={application} loaded={groups.data} />}
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
  loaded: Output<'listDeploymentGroups'> | undefined
}

function Actions({ application, loaded }: ActionsProps) {
  const [open, setOpen] = useState<'rename' | 'delete'>()
  const [mayRename, mayDelete] = [useMay('updateApplication'), useMay('deleteApplication')]
  const mayCreate = useMay('createDeploymentGroup').allowed
  const mayDeploy = useMay('createDeployment')
  const { rename, delete: remove } = loaded?.applicationActions ?? notYet
  return (
    <>
      <Button look="danger" disabledReason={whyNot(mayDelete, remove)} onClick={() => setOpen('delete')}>
        Delete…
      </Button>
      <Button disabledReason={whyNot(mayRename, rename)} onClick={() => setOpen('rename')}>
        Rename…
      </Button>
      {mayCreate && <ButtonLink to={paths.newGroup(application)}>Create deployment group</ButtonLink>}
      <GoButton look="primary" to={paths.newDeployment({ application })} disabledReason={whyNot(mayDeploy)}>
        Create deployment
      </GoButton>
      {open === 'rename' && <RenameApplicationDialog application={application} onClose={() => setOpen(undefined)} />}
      {open === 'delete' && loaded !== undefined && (
        <DeleteApplicationDialog
          application={application}
          groups={loaded.deploymentGroupsInfo}
          onClose={() => setOpen(undefined)}
        />
      )}
    </>
  )
}

const loading = { allowed: false, reason: 'Its groups are not loaded yet.' }
const notYet = { rename: loading, delete: loading }
