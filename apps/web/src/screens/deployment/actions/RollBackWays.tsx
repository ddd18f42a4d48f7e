/** The two ways to roll back, each with what it does: users go back to hosts that live, or a revision is deployed anew. */
import type { DeploymentSummary } from '@sluice/model'

interface WayProps {
  deployment: DeploymentSummary
}

/** `to` is the server's answer to where it would go; absent until it is there. */
export function ByDeploying({ deployment, to }: WayProps & { to: string | undefined }) {
  const { deploymentId, revisionName, previousRevisionName } = deployment
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1.5">
      <dt className="text-muted">Deploys</dt>
      <dd>
        <b className="mono font-semibold">{previousRevisionName ?? 'the revision before'}</b> in place of{' '}
        <span className="mono">{revisionName}</span>
      </dd>
      {to !== undefined && (
        <>
          <dt className="text-muted">On</dt>
          <dd className="[overflow-wrap:anywhere]">{to}</dd>
        </>
      )}
      <dt className="text-muted">As</dt>
      <dd>a new deployment that names {deploymentId}</dd>
      <dt className="text-muted">The way back</dt>
      <dd>redeploy {revisionName} from this page</dd>
    </dl>
  )
}

export function ByTraffic({ deployment }: WayProps) {
  const { deploymentId, revisionName, previousRevisionName, blueGreen } = deployment
  const originals = blueGreen?.original.total ?? 0
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1.5">
      <dt className="text-muted">Moves</dt>
      <dd>
        all users back to{' '}
        {originals === 1 ? 'the original host' : `the ${originals.toLocaleString('en')} original hosts`}
        {previousRevisionName === undefined ? (
          originals === 1 ? (
            ', with what was on it before'
          ) : (
            ', with what was on them before'
          )
        ) : (
          <>
            , which still {originals === 1 ? 'runs' : 'run'}{' '}
            <b className="mono font-semibold">{previousRevisionName}</b>
          </>
        )}
        ; nothing is installed
      </dd>
      <dt className="text-muted">As</dt>
      <dd>a new deployment that names {deploymentId}</dd>
      <dt className="text-muted">The way back</dt>
      <dd>deploy {revisionName} again</dd>
    </dl>
  )
}
