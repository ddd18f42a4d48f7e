/** Stopping before users were moved: one way, with what it means for both fleets, and what became of the wish. */
import type { DeploymentSummary } from '@sluice/model'
import { useOperation } from '../../query/op.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { ErrorRegion } from '../../ui/ErrorRegion.tsx'
import { toast } from '../../ui/Toast.tsx'

interface StopDialogProps {
  deployment: DeploymentSummary
  original: string | undefined
  open: boolean
  onClose: () => void
}

export function StopDialog({ deployment, original, open, onClose }: StopDialogProps) {
  const { deploymentId, deploymentGroupName, revisionName } = deployment
  const stop = useOperation('stopDeployment')
  const close = () => {
    stop.reset()
    onClose()
  }
  const send = () =>
    stop.mutate(
      { deploymentId, autoRollbackEnabled: false },
      {
        onSuccess: () => {
          toast(`Stopping ${deploymentId}`)
          close()
        },
      },
    )
  return (
    <Dialog
      open={open}
      onClose={close}
      title={`Stop ${deploymentId} on ${deploymentGroupName}?`}
      description="No user is moved."
    >
      <ul className="flex flex-col gap-1.5">
        <li>
          {original === undefined
            ? 'Nobody is served, as before: there is no original.'
            : `Users stay on ${original}; the originals go on serving.`}
        </li>
        <li>{replacementWords(deployment)}</li>
        <li>The way back: redeploy {revisionName}; a replacement is then made ready anew.</li>
      </ul>
      {stop.error !== null && (
        <ErrorRegion what="The deployment was not stopped" error={stop.error} stillWorks="It waits as before." />
      )}
      <div className="mt-5 flex flex-wrap justify-end gap-2">
        <Button look="quiet" onClick={close}>
          Keep waiting
        </Button>
        <Button look="danger" busy={stop.isPending} onClick={send}>
          {original === undefined ? 'Stop the deployment' : `Stop and keep users on ${original}`}
        </Button>
      </div>
    </Dialog>
  )
}

function replacementWords({ blueGreen, revisionName }: DeploymentSummary): string {
  const count = blueGreen?.replacement.total ?? 0
  const hosts = count === 1 ? '1 host' : `${count.toLocaleString('en')} hosts`
  return blueGreen?.isProvisioned === true
    ? `The replacement that was made for this deployment is ended: ${hosts}.`
    : `The replacement stays as it is, without users, on ${revisionName}: ${hosts}.`
}
