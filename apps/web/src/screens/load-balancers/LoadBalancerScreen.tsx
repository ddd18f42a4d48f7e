/** One load balancer as it stands: where it listens, its target groups, and each of their hosts. */
import type { Output } from '@sluice/api/contracts'
import type { HealthCheck } from '@sluice/model'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, useParams } from 'react-router'
import { MembersTable } from '../../components/MembersTable.tsx'
import { PageHead } from '../../frame/Page.tsx'
import { paths } from '../../paths.ts'
import { op } from '../../query/op.ts'
import { useMay, whyNot } from '../../session/session.ts'
import { Button } from '../../ui/Button.tsx'
import { Card } from '../../ui/Card.tsx'
import { ErrorRegion } from '../../ui/ErrorRegion.tsx'
import { BoneRows, Loading } from '../../ui/Skeleton.tsx'
import { Time } from '../../ui/Time.tsx'
import { AddTargetGroupDialog } from './AddTargetGroupDialog.tsx'
import { DeleteLoadBalancerDialog } from './DeleteLoadBalancerDialog.tsx'
import { EditLoadBalancerDialog } from './EditLoadBalancerDialog.tsx'

const askAgainMs = 2000

type Standing = Output<'getLoadBalancer'>

export default function LoadBalancerScreen() {
  const { name = '' } = useParams()
  const [open, setOpen] = useState<'delete' | 'edit' | 'add'>()
  const query = useQuery({ ...op('getLoadBalancer', { name }), refetchInterval: askAgainMs })
  const whyNoDelete = whyNot(useMay('deleteLoadBalancer'))
  const whyNoEdit = whyNot(useMay('updateLoadBalancer'))
  const whyNoAdd = whyNot(useMay('createTargetGroup'))
  const standing = query.data
  return (
    <>
      <PageHead
        title={name}
        crumbs={[{ name: 'Load balancers', to: paths.loadBalancers() }, { name }]}
        actions={
          standing !== undefined && (
            <>
              <Button
                look="danger"
                disabledReason={whyInUse(standing) ?? whyNoDelete}
                onClick={() => setOpen('delete')}
              >
                Delete…
              </Button>
              <Button disabledReason={whyNoEdit} onClick={() => setOpen('edit')}>
                Edit…
              </Button>
              <Button disabledReason={whyNoAdd} onClick={() => setOpen('add')}>
                Add a target group
              </Button>
            </>
          )
        }
      />
      {query.error !== null && (
        <ErrorRegion
          what="The load balancer could not be loaded"
          error={query.error}
          {...(standing === undefined ? {} : { stillWorks: 'What is shown may be out of date.' })}
          onRetry={query.error.status === 404 ? undefined : () => void query.refetch()}
        />
      )}
      {query.isPending && (
        <Loading what="Loading the load balancer…">
          <BoneRows rows={5} />
        </Loading>
      )}
      {standing !== undefined && <Body standing={standing} isStale={query.error !== null} />}
      {standing !== undefined && open === 'delete' && (
        <DeleteLoadBalancerDialog standing={standing} onClose={() => setOpen(undefined)} />
      )}
      {standing !== undefined && open === 'edit' && (
        <EditLoadBalancerDialog loadBalancer={standing.loadBalancer} onClose={() => setOpen(undefined)} />
      )}
      {open === 'add' && <AddTargetGroupDialog loadBalancerName={name} onClose={() => setOpen(undefined)} />}
    </>
  )
}

function whyInUse({ targetGroups }: Standing): string | undefined {
  const used = targetGroups.flatMap((group) => group.usedBy.map((user) => user.deploymentGroupName))
  if (used.length === 0) return undefined
  return `${used.join(', ')} ${used.length === 1 ? 'registers its hosts' : 'register their hosts'} here. It can be deleted when no deployment group names it.`
}

function Body({ standing, isStale }: { standing: Standing; isStale: boolean }) {
  const state = isStale ? 'stale' : 'live'
  return (
    <div className="flex flex-col gap-4 px-4 py-4 sm:px-6">
      {standing.trouble !== undefined && (
        <p role="status" className="rounded-md border border-ready-line bg-warning-soft px-3 py-2">
          <span aria-hidden>◆ </span>
          Nothing is known of it now: {standing.trouble} Its last orders stand, and it goes on serving by them.
        </p>
      )}
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <Listeners standing={standing} state={state} />
        <Settings standing={standing} />
      </div>
      {standing.targetGroups.map((group) => (
        <TargetGroupCard key={group.name} group={group} state={state} />
      ))}
      {standing.targetGroups.length === 0 && (
        <p className="text-muted">
          No target group yet. A target group is a set of hosts; deployment groups register theirs in it.
        </p>
      )}
    </div>
  )
}

function Listeners({ standing, state }: { standing: Standing; state: 'live' | 'stale' }) {
  const { listeners, loadBalancer } = standing
  return (
    <Card title="Listeners" state={state}>
      <dl className="grid grid-cols-[7rem_minmax(0,1fr)] gap-y-2 [overflow-wrap:anywhere]">
        {(['production', 'test'] as const).map((kind) => {
          const port = loadBalancer.listeners[kind]
          if (port === undefined) return null
          const seen = listeners.find((listener) => listener.kind === kind)
          return (
            <div key={kind} className="contents">
              <dt className="text-muted">{kind === 'production' ? 'Users' : 'Test requests'}</dt>
              <dd>
                {seen === undefined || seen.error !== undefined ? (
                  `port ${port}`
                ) : (
                  <a className="link" href={seen.url} target="_blank" rel="noreferrer noopener">
                    {seen.url}
                  </a>
                )}
                {seen?.error !== undefined && <div className="text-sm text-failed-text">✕ {seen.error}</div>}
                {seen === undefined && <div className="text-xs text-muted">not listening as far as is known</div>}
              </dd>
            </div>
          )
        })}
      </dl>
    </Card>
  )
}

function Settings({ standing: { loadBalancer } }: { standing: Standing }) {
  return (
    <Card title="Settings">
      <dl className="grid grid-cols-[7rem_minmax(0,1fr)] gap-y-2 [overflow-wrap:anywhere]">
        <dt className="text-muted">Kind</dt>
        <dd>{loadBalancer.kind}</dd>
        <dt className="text-muted">Health check</dt>
        <dd>
          <span className="mono">{loadBalancer.healthCheck.path}</span>
          <div className="text-xs text-muted">{checkWords(loadBalancer.healthCheck)}</div>
        </dd>
        <dt className="text-muted">Draining</dt>
        <dd>a leaving host has {loadBalancer.drainSeconds} s for the requests it has</dd>
        <dt className="text-muted">Created</dt>
        <dd>
          <Time at={loadBalancer.createTime} /> by {loadBalancer.createdBy}
        </dd>
      </dl>
    </Card>
  )
}

const checkWords = (check: HealthCheck): string =>
  `every ${check.intervalSeconds} s, healthy after ${check.healthyThreshold} answers of ${check.matcher}, unhealthy after ${check.unhealthyThreshold} others; an answer has ${check.timeoutSeconds} s`

interface TargetGroupCardProps {
  group: Standing['targetGroups'][number]
  state: 'live' | 'stale'
}

function TargetGroupCard({ group: { name, port, members, usedBy }, state }: TargetGroupCardProps) {
  return (
    <Card
      title={name}
      aside={`target group on port ${port} · ${members.length} ${members.length === 1 ? 'host' : 'hosts'}`}
      state={state}
      bodyClassName="pb-1"
      actions={usedBy.map(({ applicationName, deploymentGroupName }) => (
        <Link
          key={`${applicationName}/${deploymentGroupName}`}
          className="link text-xs"
          to={paths.group(applicationName, deploymentGroupName)}
        >
          {deploymentGroupName}
        </Link>
      ))}
    >
      {members.length === 0 ? (
        <p className="px-3.5 py-3 text-muted">
          No host is registered.{' '}
          {usedBy.length === 0
            ? 'No deployment group names this target group yet: choose it in the settings of one.'
            : 'Deployments register the hosts that get users.'}
        </p>
      ) : (
        <MembersTable label={`Members of ${name}`} members={members} />
      )}
    </Card>
  )
}
