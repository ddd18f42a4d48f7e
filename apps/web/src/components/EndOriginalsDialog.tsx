/** Ends the wait in which users could be sent back at once. */
import type { DeploymentSummary } from '@sluice/model'
import type { Revisions } from './deadline.ts'
import { useOperation } from '../query/op.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { ErrorRegion } from '../ui/ErrorRegion.tsx'
import { toast } from '../ui/Toast.tsx'
import { originalName } from './revisions.ts'

interface EndOriginalsDialogProps {
  deployment: DeploymentSummary
  revisions: Revisions
  open: boolean
  onClose: () => void
}

export function EndOriginalsDialog({ deployment, revisions, open, onClose }: EndOriginalsDialogProps) {
  const { deploymentId, deploymentGroupName, blueGreen } = deployment
  const end = useOperation('continueDeployment')
  const close = () => {
    end.reset()
    onClose()
  }
  const send = () =>
    end.mutate(
      { deploymentId, deploymentWaitType: 'TERMINATION_WAIT' },
      {
        onSuccess: () => {
          toast('The originals are being ended')
          close()
        },
      },
    )
  const count = blueGreen?.original.total ?? 0
  return (
    <Dialog
      open={open}
      onClose={close}
      title={`End the originals of ${deploymentGroupName} now?`}
      description="The wait ends before its time."
    >
      <ul className="flex flex-col gap-1.5">
        <li>{count === 1 ? '1 original is ended.' : `${count.toLocaleString('en')} originals are ended.`}</li>
        <li>
          Users stay on <b className="mono font-semibold">{revisions.replacement}</b>.
        </li>
        <li>
          Users can no longer be sent back at once. The way back is then to deploy {originalName(revisions)} again,
          which takes as long as a deployment does.
        </li>
      </ul>
      {end.error !== null && (
        <ErrorRegion what="The originals were not ended" error={end.error} stillWorks="They are kept as before." />
      )}
      <div className="mt-5 flex flex-wrap justify-end gap-2">
        <Button look="quiet" onClick={close}>
          Keep the originals
        </Button>
        <Button look="danger" busy={end.isPending} onClick={send}>
          End {count === 1 ? '1 original' : `${count.toLocaleString('en')} originals`}
        </Button>
      </div>
    </Dialog>
  )
}
