/** Rolling back: what it will deploy and where, and the way back from there. It is a new deployment, linked to this one. */
import type { DeploymentSummary } from '@sluice/model'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from 'react-router'
import { paths } from '../../../paths.ts'
import { op, useOperation } from '../../../query/op.ts'
import { Button } from '../../../ui/Button.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { ErrorRegion } from '../../../ui/ErrorRegion.tsx'
import { toast } from '../../../ui/Toast.tsx'

interface RollBackDialogProps {
  deployment: DeploymentSummary
  open: boolean
  onClose: () => void
}

export function RollBackDialog({ deployment, open, onClose }: RollBackDialogProps) {
  const { deploymentId, deploymentGroupName, revisionName, previousRevisionName } = deployment
  const navigate = useNavigate()
  const rollBack = useOperation('rollBackDeployment')
  const before = previousRevisionName ?? 'the revision before'
  const byTraffic = useWayBackByTraffic(deployment, open)
  const send = () =>
    rollBack.mutate(
      { deploymentId },
      {
        onSuccess: (started) => {
          toast(`Rolling ${deploymentGroupName} back to ${started.revisionName}`)
          onClose()
          void navigate(paths.deployment(started.deploymentId))
        },
      },
    )
  const close = () => {
    rollBack.reset()
    onClose()
  }
  return (
    <Dialog open={open} onClose={close} title={`Roll back ${deploymentId} on ${deploymentGroupName}?`}>
      {byTraffic ? (
        <ByTraffic deployment={deployment} before={before} />
      ) : (
        <ByDeploying deployment={deployment} before={before} />
      )}
      {rollBack.error !== null && (
        <ErrorRegion what="The rollback was not started" error={rollBack.error} stillWorks="Nothing was changed." />
      )}
      <div className="mt-5 flex flex-wrap justify-end gap-2">
        <Button look="quiet" onClick={close}>
          Keep {revisionName}
        </Button>
        <Button look="primary" busy={rollBack.isPending} onClick={send}>
          {byTraffic ? 'Send users back' : `Roll back to ${before}`}
        </Button>
      </div>
    </Dialog>
  )
}

/** While the originals of a blue/green deployment live, users go back to them and nothing is installed. The server knows. */
function useWayBackByTraffic({ deploymentId, blueGreen }: DeploymentSummary, open: boolean): boolean {
  const asked = useQuery({
    ...op('getApproval', { deploymentId }),
    enabled: open && blueGreen?.kind === 'forward',
  })
  return asked.data?.maySendBack.allowed === true
}

interface WayProps {
  deployment: DeploymentSummary
  before: string
}

function ByDeploying({ deployment, before }: WayProps) {
  const { deploymentId, deploymentGroupName, revisionName, health, parallel, blueGreen } = deployment
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1.5">
      <dt className="text-muted">Deploys</dt>
      <dd>
        <b className="mono font-semibold">{before}</b> in place of <span className="mono">{revisionName}</span>
      </dd>
      <dt className="text-muted">On</dt>
      <dd>
        {blueGreen === undefined
          ? `all ${health.total.toLocaleString('en')} hosts of ${deploymentGroupName}, at most ${parallel.toLocaleString('en')} at a time`
          : 'a new replacement fleet; then users are moved to it, as in every deployment of this group'}
      </dd>
      <dt className="text-muted">As</dt>
      <dd>a new deployment that names {deploymentId}</dd>
      <dt className="text-muted">The way back</dt>
      <dd>redeploy {revisionName} from this page</dd>
    </dl>
  )
}

function ByTraffic({ deployment, before }: WayProps) {
  const { deploymentId, revisionName, blueGreen } = deployment
  const originals = blueGreen?.original.total ?? 0
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1.5">
      <dt className="text-muted">Moves</dt>
      <dd>
        all users back to{' '}
        {originals === 1 ? 'the original host' : `the ${originals.toLocaleString('en')} original hosts`}, which still
        run <b className="mono font-semibold">{before}</b>; nothing is installed
      </dd>
      <dt className="text-muted">As</dt>
      <dd>a new deployment that names {deploymentId}</dd>
      <dt className="text-muted">The way back</dt>
      <dd>deploy {revisionName} again</dd>
    </dl>
  )
}
