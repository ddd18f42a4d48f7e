/** One deployment group: what runs there, on which hosts, how it is deployed to; change and delete. */
import type { DeploymentGroupInfo } from '@sluice/api/contracts'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, useParams } from 'react-router'
import { typeWords } from '../../components/blue-green-settings.ts'
import { DeploymentLink } from '../../components/DeploymentLink.tsx'
import { PageHead } from '../../frame/Page.tsx'
import { paths } from '../../paths.ts'
import { op } from '../../query/op.ts'
import { useMay, whyNot } from '../../session/session.ts'
import { Button, ButtonLink, GoButton } from '../../ui/Button.tsx'
import { Card } from '../../ui/Card.tsx'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { ErrorRegion } from '../../ui/ErrorRegion.tsx'
import { BoneRows, Loading } from '../../ui/Skeleton.tsx'
import { Time } from '../../ui/Time.tsx'
import { Behind } from './Behind.tsx'
import { DeleteGroupDialog } from './DeleteGroupDialog.tsx'
import { filterWords } from './tag-filter-words.ts'
import { TrafficSettings } from './TrafficSettings.tsx'

export default function GroupScreen() {
  const { application = '', group = '' } = useParams()
  const query = useQuery(op('getDeploymentGroup', { applicationName: application, deploymentGroupName: group }))
  const [deleting, setDeleting] = useState(false)
  const mayEdit = useMay('updateDeploymentGroup').allowed
  const mayDelete = useMay('deleteDeploymentGroup')
  const mayDeploy = useMay('createDeployment')
  const info = query.data?.deploymentGroupInfo
  const busy = info?.activeDeploymentId
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
                disabledReason={
                  busy === undefined
                    ? whyNot(mayDelete)
                    : `${busy} is running on this group. It can be deleted when that deployment has ended.`
                }
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
    <div className="grid items-start gap-4 px-4 py-4 sm:px-6 lg:grid-cols-2">
      <Card title="Now">
        <dl className="grid grid-cols-[9rem_minmax(0,1fr)] [overflow-wrap:anywhere] gap-y-2">
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
      <Card title="Settings">
        <dl className="grid grid-cols-[9rem_minmax(0,1fr)] [overflow-wrap:anywhere] gap-y-2">
          <dt className="text-muted">Configuration</dt>
          <dd>{info.deploymentConfigName}</dd>
          <dt className="text-muted">Type</dt>
          <dd>{typeWords(info)}</dd>
          <TrafficSettings info={info} />
          <dt className="text-muted">On failure</dt>
          <dd>{info.autoRollbackConfiguration?.enabled === true ? 'rolls back by itself' : 'is left for a person'}</dd>
          <dt className="text-muted">Created</dt>
          <dd>
            <Time at={info.createTime} /> by {info.createdBy}
          </dd>
          <dt className="text-muted">Id on hosts</dt>
          <dd className="mono min-w-0 break-all">
            {info.deploymentGroupId} <CopyButton text={info.deploymentGroupId} what="group id" />
          </dd>
        </dl>
      </Card>
      <Behind info={info} />
      <MatchingHosts info={info} />
    </div>
  )
}

const hostsNamed = 200

function whichHosts({ ec2TagFilters, onPremisesInstanceTagFilters, autoScalingGroups }: DeploymentGroupInfo): string {
  const filters = [...ec2TagFilters, ...onPremisesInstanceTagFilters]
  const ways = [
    ...(filters.length === 0 ? [] : [`with ${filters.map(filterWords).join(' or ')}`]),
    ...(autoScalingGroups.length === 0
      ? []
      : [`of the scaling ${autoScalingGroups.length === 1 ? 'group' : 'groups'} ${autoScalingGroups.join(', ')}`]),
  ]
  return ways.length === 0 ? 'No tag filter: this group selects no host.' : `Hosts ${ways.join(', and hosts ')}`
}

function MatchingHosts({ info }: { info: DeploymentGroupInfo }) {
  const filters = [...info.ec2TagFilters, ...info.onPremisesInstanceTagFilters]
  return (
    <Card className="lg:col-span-2" title="Hosts" aside={`${info.matchingInstances.length} match now`}>
      <p className="text-sm text-muted">{whichHosts(info)}</p>
      <ul className="mt-2 flex flex-wrap gap-1.5">
        {info.matchingInstances.slice(0, hostsNamed).map((name) => (
          <li key={name} className="mono rounded border border-control px-1.5">
            {name}
          </li>
        ))}
        {info.matchingInstances.length > hostsNamed && (
          <li className="text-muted">and {(info.matchingInstances.length - hostsNamed).toLocaleString('en')} more</li>
        )}
      </ul>
      {info.matchingInstances.length === 0 && filters.length > 0 && info.autoScalingGroups.length === 0 && (
        <p className="mt-2 text-sm text-ready-text">
          ◆ No registered host matches. A deployment would fail at once.{' '}
          <Link className="link" to={paths.instances()}>
            See the instances and their tags
          </Link>
        </p>
      )}
    </Card>
  )
}
