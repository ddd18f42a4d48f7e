/** The quiet lines under the sentence: how, what, by whom, since when, and why. On a phone the health below says how many must serve. */
import type { DeploymentSummary } from '@sluice/model'
import { Lineage, lineageOf } from '../../components/Lineage.tsx'
import { deploymentLook } from '../../components/status.ts'
import { StatusWord } from '../../components/StatusWord.tsx'
import { useTopic } from '../../live/bridge.ts'
import { serverNow, useNow } from '../../ui/clock.ts'
import { Duration, Time } from '../../ui/Time.tsx'
import { aboutLeft, timeLeft } from './phases.ts'
import { isTerminalStatus } from './terminal.ts'

export function Facts({ deployment }: { deployment: DeploymentSummary }) {
  return (
    <>
      <QuietLine deployment={deployment} />
      {deployment.description !== undefined && (
        <p className="mt-0.5 text-xs text-muted [overflow-wrap:anywhere]">{deployment.description}</p>
      )}
    </>
  )
}

function QuietLine({ deployment }: { deployment: DeploymentSummary }) {
  const { revisionName, previousRevisionName, health } = deployment
  return (
    <p className="mt-1 flex flex-wrap items-center gap-x-1.5 text-xs text-muted *:not-last:after:ml-1.5 *:not-last:after:content-['·']">
      <span className="max-sm:hidden">{typeWords(deployment)}</span>
      <span className="max-sm:hidden">{`${health.minimum.toLocaleString('en')} of ${health.total.toLocaleString('en')} must stay healthy`}</span>
      <span>
        revision <b className="mono font-normal text-text">{revisionName}</b>
        {previousRevisionName !== undefined && previousRevisionName !== revisionName && (
          <>
            {' '}
            replaces <b className="mono font-normal text-text">{previousRevisionName}</b>
          </>
        )}
      </span>
      <span>
        started by {deployment.creator === 'codeDeployRollback' ? 'automatic rollback' : deployment.startedBy}{' '}
        <Time at={deployment.createTime} />
      </span>
      <Ending deployment={deployment} />
      <StopReason deployment={deployment} />
      {lineageOf(deployment).length > 0 && (
        <span className="inline-flex flex-wrap gap-x-3">
          <Lineage deployment={deployment} />
          <RollbackOutcome deploymentId={deployment.rollbackInfo?.rollbackDeploymentId} />
        </span>
      )}
    </p>
  )
}

function typeWords({ blueGreen, targetGroupNames }: DeploymentSummary): string {
  if (blueGreen !== undefined) return blueGreen.kind === 'forward' ? 'Blue/green' : 'Traffic goes back'
  return (targetGroupNames ?? []).length > 0 ? 'In place behind a load balancer' : 'In place'
}

/** In the words of whoever stopped it; who and when is in the sentence and in the events. */
function StopReason({ deployment: { stopRequested } }: { deployment: DeploymentSummary }) {
  if (stopRequested?.note === undefined) return null
  return (
    <span className="[overflow-wrap:anywhere]">
      stopped because: <q>{stopRequested.note}</q>
    </span>
  )
}

/** How the deployment that takes this one back stands: whoever looks at the failed one wants to know whether users are safe. */
function RollbackOutcome({ deploymentId }: { deploymentId: string | undefined }) {
  return deploymentId === undefined ? null : <LiveStatus deploymentId={deploymentId} />
}

function LiveStatus({ deploymentId }: { deploymentId: string }) {
  const { data } = useTopic('deployment', deploymentId)
  return data === undefined ? null : <StatusWord className="text-xs" look={deploymentLook(data)} />
}

function Ending({ deployment }: { deployment: DeploymentSummary }) {
  useNow()
  const { startTime, createTime, completeTime, phases, status, held } = deployment
  if (isTerminalStatus(status))
    return (
      <span>
        took <Duration from={startTime ?? createTime} to={completeTime ?? createTime} />
      </span>
    )
  const left = held === undefined ? timeLeft(phases, serverNow()) : undefined
  if (left === undefined) return null
  return <span>{aboutLeft(left)}</span>
}
