/** One deployment that waits: where, what, how long still, and whether this person may approve or what is missing. */
import type { WaitingApproval } from '@sluice/api/contracts'
import type { DeploymentSummary } from '@sluice/model'
import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { Countdown, useTimeLeft } from './Countdown.tsx'
import { urgencyOf, urgencyWords } from './deadline.ts'
import { paths } from '../paths.ts'
import { op } from '../query/op.ts'
import { cx } from '../ui/cx.ts'
import { ButtonLink } from '../ui/Button.tsx'
import { Glyph } from '../ui/Glyph.tsx'
import { Time } from '../ui/Time.tsx'

/** One question for all cards: a policy may change without the deployment's own row. */
const askAgainMs = 10_000
/** Dear: each measures the hosts of one deployment. */
const lookAgainMs = 15_000

export function WaitingCard({ deployment }: { deployment: DeploymentSummary }) {
  const { deploymentId, applicationName, deploymentGroupName, revisionName, previousRevisionName } = deployment
  const approvals = useQuery({ ...op('listApprovals', {}), refetchInterval: askAgainMs })
  const approval = approvals.data?.approvals.find((one) => one.deploymentId === deploymentId)
  return (
    <li className="grid gap-x-6 gap-y-2 rounded-lg border border-line bg-raised px-4 py-3 sm:grid-cols-[minmax(0,1fr)_auto_auto] sm:items-center">
      <div className="min-w-0 [overflow-wrap:anywhere]">
        <h2 className="text-lg font-semibold">
          <Link to={paths.approval(deploymentId)} className="link inline-flex min-h-6 items-center max-sm:min-h-11">
            {applicationName} › {deploymentGroupName}
          </Link>
        </h2>
        <p className="text-xs text-muted">
          <span className="mono">{deploymentId}</span> · revision <span className="mono text-text">{revisionName}</span>
          {previousRevisionName !== undefined && (
            <>
              {' '}
              replaces <span className="mono">{previousRevisionName}</span>
            </>
          )}{' '}
          · started by {deployment.startedBy}
        </p>
        <Missing approval={approval} failed={approvals.error !== null} />
      </div>
      <TimeLeft deployment={deployment} />
      <ButtonLink to={paths.approval(deploymentId)} look="primary" aria-label={`Review ${deploymentId}`}>
        Review
      </ButtonLink>
    </li>
  )
}

function Missing({ approval, failed }: { approval: WaitingApproval | undefined; failed: boolean }) {
  if (approval === undefined)
    return <p className="mt-1 text-sm text-muted">{failed ? 'Whether you may approve is not known.' : ' '}</p>
  const { deploymentId, mayApprove, approvals, approvers } = approval
  return (
    <p className="mt-1 flex flex-wrap items-center gap-x-1.5 text-sm">
      <span
        className={cx('inline-flex items-center gap-1.5', mayApprove.allowed ? 'text-success-text' : 'text-ready-text')}
      >
        <Glyph name={mayApprove.allowed ? 'success' : 'ready'} className="size-2.5" />
        {mayApprove.allowed ? 'You may approve.' : `You may not approve. ${mayApprove.reason ?? ''}`}
      </span>
      {approvers > 1 && (
        <span className="text-muted">
          {approvals} of {approvers} approvals.
        </span>
      )}
      {mayApprove.allowed && <FailingChecks deploymentId={deploymentId} />}
    </p>
  )
}

/** Only for who may decide: to the others it is nothing that they could act on. */
function FailingChecks({ deploymentId }: { deploymentId: string }) {
  const { data } = useQuery({ ...op('getApproval', { deploymentId }), refetchInterval: lookAgainMs })
  const failing = data?.evidence?.checks.filter((check) => check.state === 'failed').length ?? 0
  if (failing === 0) return null
  return <span className="text-failed-text">✕ {failing === 1 ? '1 check fails.' : `${failing} checks fail.`}</span>
}

function TimeLeft({ deployment }: { deployment: DeploymentSummary }) {
  const ready = deployment.blueGreen?.ready
  const left = useTimeLeft(ready?.until)
  if (ready?.until === undefined) return <p className="text-sm text-muted">no deadline</p>
  const urgency = urgencyOf(left ?? 0)
  const words = urgencyWords[urgency]
  return (
    <div>
      <Countdown name="Time left" until={ready.until} className="text-xl font-semibold">
        until <Time at={ready.until} style="clock" />
      </Countdown>
      {words !== undefined && (
        <p className={cx('text-xs font-semibold', urgency === 'soon' ? 'text-ready-text' : 'text-failed-text')}>
          {urgency === 'soon' ? '◆' : '▲'} {words}
        </p>
      )}
      <p className="text-xs text-muted">
        then it {ready.atItsEnd === 'STOP_DEPLOYMENT' ? 'stops' : 'continues by itself'}
      </p>
    </div>
  )
}
