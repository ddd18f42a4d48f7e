/** The tab *Changes*. Its code comes when it is opened. */
import type { DeploymentSummary } from '@sluice/model'
import { lazy } from 'react'
import { Late } from '../../../components/Late.tsx'

const ChangesPanel = lazy(async () => ({ default: (await import('./ChangesPanel.tsx')).ChangesPanel }))

export function Changes({ deployment }: { deployment: DeploymentSummary }) {
  return (
    <Late what="The changes" stillWorks="The deployment goes on.">
      <ChangesPanel deployment={deployment} />
    </Late>
  )
}
