/** Where a deployment stands in the chain of rollbacks and redeployments; each end is a link. */
import type { DeploymentSummary } from '@sluice/model'
import { Link } from 'react-router'
import { paths } from '../paths.ts'

type Linked = Pick<DeploymentSummary, 'rollbackInfo' | 'redeployOf'>

export interface LineageLink {
  words: string
  deploymentId: string
}

export function lineageOf({ rollbackInfo, redeployOf }: Linked): LineageLink[] {
  const links: LineageLink[] = []
  const { rollbackTriggeringDeploymentId: takesBack, rollbackDeploymentId: takenBackBy } = rollbackInfo ?? {}
  if (takesBack !== undefined) links.push({ words: '↩ rolls back', deploymentId: takesBack })
  if (takenBackBy !== undefined) links.push({ words: '↩ rolled back by', deploymentId: takenBackBy })
  if (redeployOf !== undefined) links.push({ words: '↻ redeploys', deploymentId: redeployOf })
  return links
}

export function Lineage({ deployment }: { deployment: Linked }) {
  return lineageOf(deployment).map(({ words, deploymentId }) => (
    <span key={words} className="whitespace-nowrap">
      {words}{' '}
      <Link to={paths.deployment(deploymentId)} className="link mono inline-flex min-h-6 items-center">
        {deploymentId}
      </Link>
    </span>
  ))
}
