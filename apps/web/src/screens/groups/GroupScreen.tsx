/** One deployment group: what runs there, on which hosts, how it is deployed to, what was tried; change and delete. */
import type { DeploymentGroupInfo } from '@sluice/api/contracts'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, Navigate, useParams } from 'react-router'
import { DeploymentLink } from '../../components/DeploymentLink.tsx'
import { nameNow } from '../../components/renamed.ts'
import { RecentDeployments } from '../../components/RecentDeployments.tsx'
import { PageHead } from '../../frame/Page.tsx'
import { useTopic } from '../../live/bridge.ts'
import { mergeDeployments } from '../../live/topics.ts'
import { paths } from '../../paths.ts'
import { op } from '../../query/op.ts'
import { useMay, whyNot } from '../../session/session.ts'
import { Button, ButtonLink, GoButton } from '../../ui/Button.tsx'
import { Card } from '../../ui/Card.tsx'
import { ErrorRegion } from '../../ui/ErrorRegion.tsx'
import { BoneRows, Loading } from '../../ui/Skeleton.tsx'
import { Behind } from './Behind.tsx'
import { DeleteGroupDialog } from './DeleteGroupDialog.tsx'
import { DriftCard } from './DriftCard.tsx'
import { GroupHosts } from './GroupHosts.tsx'
import { GroupSettings } from './GroupSettings.tsx'

export default function GroupScreen() {
  const { application = '', group = '' } = useParams()
  const query = useQuery(op('getDeploymentGroup', { applicationName: application, deploymentGroupName: group }))
  const [deleting, setDeleting] = useState(false)
  const mayEdit = useMay('updateDeploymentGroup').allowed
  const mayDelete = useMay('deleteDeploymentGroup')
  const mayDeploy = useMay('createDeployment')
  const info = query.data?.deploymentGroupInfo
  const applicationNow = nameNow(query.error)
  if (applicationNow !== undefined) return <Navigate replace to={paths.group(applicationNow, group)} />
  return (
    <>
      <PageHead
        title={group}
        crumbs={[
          { name: 'Applications', to: paths.applications() },
          { name: application, to: paths.application(application) },
          { name: group },
        ]}
        actions={
          info !== undefined && (
            <>
              <Button
                look="danger"
                disabledReason={whyNot(mayDelete, info.actions.delete)}
                onClick={() => setDeleting(true)}
              >
                Delete…
              </Button>
              {mayEdit && <ButtonLink to={paths.editGroup(application, group)}>Edit</ButtonLink>}
              <GoButton
                look="primary"
                to={paths.newDeployment({ application, group })}
                disabledReason={whyNot(mayDeploy)}
              >
                Create deployment
              </GoButton>
            </>
          )
        }
      />
      {query.error !== null && (
        <ErrorRegion
          what="The deployment group could not be loaded"
          error={query.error}
          onRetry={query.error.status === 404 ? undefined : () => void query.refetch()}
        />
      )}
      {query.isPending && (
        <Loading what="Loading the deployment group…">
          <BoneRows rows={4} />
        </Loading>
      )}
      {info !== undefined && <GroupBody info={info} />}
      {info !== undefined && deleting && <DeleteGroupDialog info={info} onClose={() => setDeleting(false)} />}
    </>
  )
}

function GroupBody({ info }: { info: DeploymentGroupInfo }) {
  return (
    <div className="grid min-w-0 items-start gap-4 px-4 py-4 sm:px-6 lg:grid-cols-2 [&>*]:min-w-0">
      <Now info={info} />
      <GroupSettings info={info} />
      <Behind info={info} />
      <DriftCard info={info} />
      <GroupHosts info={info} />
      <GroupHistory info={info} />
    </div>
  )
}

function Now({ info }: { info: DeploymentGroupInfo }) {
  return (
    <Card title="Now">
      <dl className="grid grid-cols-[minmax(5rem,9rem)_minmax(0,1fr)] gap-x-3 gap-y-2 [overflow-wrap:anywhere]">
        <dt className="text-muted">Runs</dt>
        <dd className="font-semibold">{info.targetRevisionName ?? 'nothing was deployed yet'}</dd>
        {info.activeDeploymentId !== undefined && (
          <>
            <dt className="text-muted">Running</dt>
            <dd>
              <Link className="link mono" to={paths.deployment(info.activeDeploymentId)}>
                {info.activeDeploymentId}
              </Link>
            </dd>
          </>
        )}
        <dt className="text-muted">Last success</dt>
        <dd>
          <DeploymentLink deployment={info.lastSuccessfulDeployment} />
        </dd>
        <dt className="text-muted">Last attempt</dt>
        <dd>
          <DeploymentLink deployment={info.lastAttemptedDeployment} />
        </dd>
      </dl>
    </Card>
  )
}

const shownAtOnce = 20

/** The live rows of the application, so that a group renamed or deployed to meanwhile is right. */
function GroupHistory({
  info: { applicationName, deploymentGroupName, deploymentGroupId },
}: {
  info: DeploymentGroupInfo
}) {
  const query = useQuery(op('listDeployments', { applicationName, deploymentGroupName }))
  const { data: live = [] } = useTopic('deployments', applicationName)
  const known = query.data?.deploymentsInfo ?? []
  const rows = mergeDeployments(
    known,
    live.filter((row) => row.deploymentGroupId === deploymentGroupId),
  )
  return (
    <Card
      className="lg:col-span-2"
      title="Last deployments"
      actions={
        <Link
          className="link text-sm"
          to={paths.deployments({ application: applicationName, group: deploymentGroupName })}
        >
          All of the group
        </Link>
      }
      state={query.error === null ? 'live' : 'error'}
    >
      {query.error !== null && (
        <ErrorRegion what="The history could not be loaded" error={query.error} onRetry={() => void query.refetch()} />
      )}
      {query.isPending && (
        <Loading what="Loading the history…">
          <BoneRows rows={3} />
        </Loading>
      )}
      {query.isSuccess && rows.length === 0 && <p className="text-muted">Nothing was deployed here yet.</p>}
      {rows.length > 0 && <RecentDeployments rows={rows.slice(0, shownAtOnce)} />}
    </Card>
  )
}
