/** Users go back to the originals: by stopping while the deployment runs, by a rollback after its end. */
import type { DeploymentSummary } from '@sluice/model'
import { isTerminal } from '@sluice/model/deployment-status'
import { useNavigate } from 'react-router'
import type { Revisions } from './deadline.ts'
import { paths } from '../paths.ts'
import { useOperation } from '../query/op.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { ErrorRegion } from '../ui/ErrorRegion.tsx'
import { toast } from '../ui/Toast.tsx'
import { originalName } from './revisions.ts'

interface SendBackDialogProps {
  deployment: DeploymentSummary
  revisions: Revisions
  lastSeconds: number | undefined
  open: boolean
  onClose: () => void
}

export function SendBackDialog({ deployment, revisions, lastSeconds, open, onClose }: SendBackDialogProps) {
  const { deploymentGroupName, blueGreen } = deployment
  const { send, error, isPending, reset } = useSendBack(deployment, onClose)
  const close = () => {
    reset()
    onClose()
  }
  return (
    <Dialog
      open={open}
      onClose={close}
      title={`Send users of ${deploymentGroupName} back to ${originalName(revisions)}?`}
      description="A new deployment does it, linked to this one. Nothing is installed."
    >
      <ul className="flex flex-col gap-1.5">
        <li>
          All users go to the originals, on <b className="mono font-semibold">{originalName(revisions)}</b>
          {lastSeconds === undefined ? '.' : `; the last time that took ${Math.round(lastSeconds)} s.`}
        </li>
        <li>
          The replacement gets no more users
          {blueGreen?.isProvisioned === true ? ' and is ended.' : `; it stays on ${revisions.replacement}.`}
        </li>
        <li>The way back: redeploy {revisions.replacement}.</li>
      </ul>
      {error !== null && (
        <ErrorRegion what="Users were not sent back" error={error} stillWorks="They are where they were." />
      )}
      <div className="mt-5 flex flex-wrap justify-end gap-2">
        <Button look="quiet" onClick={close}>
          Keep users on {revisions.replacement}
        </Button>
        <Button look="danger" busy={isPending} onClick={send}>
          Send users back to {originalName(revisions)}
        </Button>
      </div>
    </Dialog>
  )
}

function useSendBack({ deploymentId, status }: DeploymentSummary, onDone: () => void) {
  const navigate = useNavigate()
  const stop = useOperation('stopDeployment')
  const rollBack = useOperation('rollBackDeployment')
  const send = () => {
    if (!isTerminal(status)) {
      const onSuccess = () => {
        toast('Users are being sent back')
        onDone()
      }
      stop.mutate({ deploymentId, autoRollbackEnabled: true }, { onSuccess })
      return
    }
    rollBack.mutate(
      { deploymentId },
      {
        onSuccess: (started) => {
          toast(`${started.deploymentId} sends users back to ${started.revisionName ?? 'the originals'}`)
          onDone()
          void navigate(paths.deployment(started.deploymentId))
        },
      },
    )
  }
  const reset = () => {
    stop.reset()
    rollBack.reset()
  }
  return { send, reset, error: stop.error ?? rollBack.error, isPending: stop.isPending || rollBack.isPending }
}
