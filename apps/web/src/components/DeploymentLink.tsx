/** A deployment in one line: how it stands, which, and when. */
import type { DeploymentStatus } from '@sluice/model'
import { Link } from 'react-router'
import { paths } from '../paths.ts'
import { Time } from '../ui/Time.tsx'
import { DeploymentPill } from './StatusWord.tsx'

interface Linked {
  deploymentId: string
  status: DeploymentStatus
  createTime: string
  endTime?: string | undefined
}

export function DeploymentLink({ deployment }: { deployment: Linked | undefined }) {
  if (deployment === undefined) return <span className="text-muted">none yet</span>
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2 gap-y-1">
      <DeploymentPill deployment={deployment} />
      <Link className="link mono" to={paths.deployment(deployment.deploymentId)}>
        {deployment.deploymentId}
      </Link>
      <span className="text-xs text-muted">
        <Time at={deployment.endTime ?? deployment.createTime} />
      </span>
    </span>
  )
}
