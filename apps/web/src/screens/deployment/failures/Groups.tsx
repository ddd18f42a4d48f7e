/** The groups themselves, the largest first. Their code comes when something has failed. */
import type { DeploymentSummary } from '@sluice/model'
import { useState } from 'react'
import { Button } from '../../../ui/Button.tsx'
import { Card } from '../../../ui/Card.tsx'
import { ErrorRegion } from '../../../ui/ErrorRegion.tsx'
import { BoneRows, Loading } from '../../../ui/Skeleton.tsx'
import { FailureCard } from './FailureCard.tsx'
import { useFreshFailures } from './use-failures.ts'

/** The fleet stands below them: smaller groups are shown when asked for. */
const drawnAtFirst = 3

export function Groups({ deployment }: { deployment: DeploymentSummary }) {
  const [drawn, setDrawn] = useState(drawnAtFirst)
  const { data, error, isPending, refetch } = useFreshFailures(deployment)
  const groups = data?.groups ?? []
  return (
    <Card
      title="Failure groups"
      aside={data === undefined ? undefined : asideText(data.failed, groups.length + data.leftOut.groups)}
      state={error === null ? 'live' : 'error'}
      className="shrink-0 max-lg:order-first"
      bodyClassName=""
    >
      {error !== null && (
        <ErrorRegion
          what="The failures could not be explained"
          error={error}
          stillWorks="The fleet and the log show them."
          onRetry={() => void refetch()}
        />
      )}
      {isPending && (
        <Loading what="Grouping the failures…">
          <BoneRows rows={3} />
        </Loading>
      )}
      {groups.slice(0, drawn).map((group) => (
        <FailureCard key={group.key} group={group} deployment={deployment} total={deployment.health.total} />
      ))}
      {groups.length > drawn && (
        <p className="px-3.5 py-2.5">
          <Button onClick={() => setDrawn(groups.length)}>
            {`Show ${groups.length - drawn} more ${groups.length - drawn === 1 ? 'group' : 'groups'}`}
          </Button>
        </p>
      )}
      {data !== undefined && data.leftOut.groups > 0 && groups.length <= drawn && (
        <p className="px-3.5 py-2.5 text-muted">
          {`${data.leftOut.groups} more ${data.leftOut.groups === 1 ? 'group' : 'groups'} with ${data.leftOut.hosts.toLocaleString('en')} hosts: the table of the fleet lists them.`}
        </p>
      )}
    </Card>
  )
}

function asideText(hosts: number, groups: number): string {
  const failed = `${hosts.toLocaleString('en')} failed ${hosts === 1 ? 'host' : 'hosts'}`
  if (groups <= 1) return `${failed}, one cause`
  return `${failed}, ${groups} different failures`
}
