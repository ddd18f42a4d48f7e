/** In the head of a deployment that did not succeed: its error code, and what to make of it. */
import type { DeploymentSummary } from '@sluice/model'
import { lazy, Suspense } from 'react'

const Advised = lazy(async () => ({ default: (await import('./Advised.tsx')).Advised }))

export function EndAdvice({ deployment }: { deployment: DeploymentSummary }) {
  if (deployment.errorInformation === undefined) return null
  return (
    <Suspense fallback={null}>
      <Advised deployment={deployment} />
    </Suspense>
  )
}
