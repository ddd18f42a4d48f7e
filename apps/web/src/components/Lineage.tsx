/** Where a deployment stands in the chain of rollbacks and redeployments; each end is a link. */
import type { DeploymentSummary } from '@sluice/model'
import { Link } from 'react-router'
import { paths } from '../paths.ts'

type Linked = Pick<DeploymentSummary, 'rollbackInfo' | 'redeployOf' | 'relatedDeployments'>

export interface LineageLink {
  words: string
  deploymentId: string
}

export function lineageOf({ rollbackInfo, redeployOf, relatedDeployments }: Linked): LineageLink[] {
  const links: LineageLink[] = []
  const { rollbackTriggeringDeploymentId: takesBack, rollbackDeploymentId: takenBackBy } = rollbackInfo ?? {}
  if (takesBack !== undefined) links.push({ words: '↩ rolls back', deploymentId: takesBack })
  if (takenBackBy !== undefined) links.push({ words: '↩ rolled back by', deploymentId: takenBackBy })
  if (redeployOf !== undefined) links.push({ words: '↻ redeploys', deploymentId: redeployOf })
  const { autoUpdateOutdatedInstancesRootDeploymentId: root, autoUpdateOutdatedInstancesDeploymentIds: follows = [] } =
    relatedDeployments ?? {}
  if (root !== undefined) links.push({ words: '→ follows, on new hosts,', deploymentId: root })
  for (const deploymentId of follows) links.push({ words: '→ followed on new hosts by', deploymentId })
  return links
}

export function Lineage({ deployment }: { deployment: Linked }) {
  return lineageOf(deployment).map(({ words, deploymentId }) => (
    <span key={`${words} ${deploymentId}`} className="whitespace-nowrap">
      {words}{' '}
      <Link to={paths.deployment(deploymentId)} className="link mono inline-flex min-h-6 items-center">
        {deploymentId}
      </Link>
    </span>
  ))
}
