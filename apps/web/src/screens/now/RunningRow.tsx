/** A running deployment in one row: what it does in its own sentence, how far it is, and what is left to lose. */
import type { DeploymentSummary } from '@sluice/model'
import { Link } from 'react-router'
import { HostBar } from '../../components/HostBar.tsx'
import { Sentence } from '../../components/Sentence.tsx'
import { DeploymentPill } from '../../components/StatusWord.tsx'
import { paths } from '../../paths.ts'
import { Duration } from '../../ui/Time.tsx'

export function RunningRow({ deployment }: { deployment: DeploymentSummary }) {
  const { deploymentId, applicationName, deploymentGroupName, sentence, health } = deployment
  return (
    <li className="grid gap-x-6 gap-y-1.5 py-2.5 first:pt-0 last:pb-0 md:grid-cols-[minmax(0,1fr)_auto] md:items-center">
      <div className="min-w-0 [overflow-wrap:anywhere]">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <Link
            to={paths.deployment(deploymentId)}
            className="link inline-flex min-h-6 items-center font-semibold max-sm:min-h-11"
          >
            {applicationName} › {deploymentGroupName}
          </Link>
          <DeploymentPill deployment={deployment} />
          <span className="mono text-xs text-muted">{deploymentId}</span>
        </p>
        <p className="mt-0.5">
          <Sentence parts={sentence} />
        </p>
      </div>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1 text-xs text-muted md:flex-col md:items-end">
        <HostBar overview={deployment.deploymentOverview} />
        <span>
          {health.failuresLeft.toLocaleString('en')} more may fail ·{' '}
          <Duration from={deployment.startTime ?? deployment.createTime} />
        </span>
      </div>
    </li>
  )
}
