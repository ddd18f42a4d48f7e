/** In the head of a deployment that did not succeed: its error code, and what to make of it. */
import type { DeploymentSummary } from '@sluice/model'
import { lazy } from 'react'
import { Late } from '../../../components/Late.tsx'

const Advised = lazy(async () => ({ default: (await import('./Advised.tsx')).Advised }))

export function EndAdvice({ deployment }: { deployment: DeploymentSummary }) {
  if (deployment.errorInformation === undefined) return null
  return (
    <Late what="The advice" stillWorks="The failure groups and the log show what failed." isSmall>
      <Advised deployment={deployment} />
    </Late>
  )
}
