/** What the error code of a deployment means; folded, for the sentence above it says what happened. */
import type { DeploymentSummary } from '@sluice/model'
import { AdviceText } from './AdviceText.tsx'
import { useFailures } from './use-failures.ts'

export function Advised({ deployment }: { deployment: DeploymentSummary }) {
  const { data } = useFailures(deployment)
  const code = deployment.errorInformation?.code
  if (data?.advice === undefined) return null
  return (
    <details className="mt-1 text-sm">
      <summary className="cursor-pointer leading-6 text-muted hover:text-text">
        What <span className="mono">{code}</span> means, and what to do
      </summary>
      <div className="mt-1 max-w-3xl border-l-2 border-line py-1 pl-3">
        <AdviceText advice={data.advice} deployment={deployment} />
      </div>
    </details>
  )
}
