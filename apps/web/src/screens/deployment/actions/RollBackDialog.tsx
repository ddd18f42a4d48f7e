/** Rolling back: what it will deploy and where, and the way back from there. It is a new deployment, linked to this one. */
import type { DeploymentSummary } from '@sluice/model'
import { useNavigate } from 'react-router'
import { paths } from '../../../paths.ts'
import { useOperation } from '../../../query/op.ts'
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
  const { deploymentId, deploymentGroupName, revisionName, previousRevisionName, health } = deployment
  const navigate = useNavigate()
  const rollBack = useOperation('rollBackDeployment')
  const before = previousRevisionName ?? 'the revision before'
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
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1.5">
        <dt className="text-muted">Deploys</dt>
        <dd>
          <b className="mono font-semibold">{before}</b> in place of <span className="mono">{revisionName}</span>
        </dd>
        <dt className="text-muted">On</dt>
        <dd>
          all {health.total.toLocaleString('en')} hosts of {deploymentGroupName}, at most{' '}
          {deployment.parallel.toLocaleString('en')} at a time
        </dd>
        <dt className="text-muted">As</dt>
        <dd>a new deployment that names {deploymentId}</dd>
        <dt className="text-muted">The way back</dt>
        <dd>redeploy {revisionName} from this page</dd>
      </dl>
      {rollBack.error !== null && (
        <ErrorRegion what="The rollback was not started" error={rollBack.error} stillWorks="Nothing was changed." />
      )}
      <div className="mt-5 flex flex-wrap justify-end gap-2">
        <Button look="quiet" onClick={close}>
          Keep {revisionName}
        </Button>
        <Button look="primary" busy={rollBack.isPending} onClick={send}>
          Roll back to {before}
        </Button>
      </div>
    </Dialog>
  )
}
