/** Why hosts failed, in groups. They are there as soon as one has failed, also while the deployment runs. */
import type { DeploymentSummary } from '@sluice/model'
import { lazy } from 'react'
import { Late } from '../../../components/Late.tsx'

const Groups = lazy(async () => ({ default: (await import('./Groups.tsx')).Groups }))

export function FailureGroups({ deployment }: { deployment: DeploymentSummary }) {
  if (deployment.deploymentOverview.Failed === 0) return null
  return (
    <Late what="The failure groups" stillWorks="The fleet and the log show what failed.">
      <Groups deployment={deployment} />
    </Late>
  )
}
