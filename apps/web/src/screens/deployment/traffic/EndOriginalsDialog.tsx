/** Ending the wait that keeps the originals: the quick way back goes with them. */
import type { DeploymentSummary } from '@sluice/model'
import { useOperation } from '../../../query/op.ts'
import { Button } from '../../../ui/Button.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { ErrorRegion } from '../../../ui/ErrorRegion.tsx'
import { toast } from '../../../ui/Toast.tsx'

interface EndOriginalsDialogProps {
  deployment: DeploymentSummary
  open: boolean
  onClose: () => void
}

export function EndOriginalsDialog({ deployment, open, onClose }: EndOriginalsDialogProps) {
  const { deploymentId, deploymentGroupName, blueGreen, revisionName } = deployment
  const end = useOperation('continueDeployment')
  const total = blueGreen?.original.total ?? 0
  const hosts = total === 1 ? 'the original host' : `the ${total.toLocaleString('en')} original hosts`
  const send = () =>
    end.mutate(
      { deploymentId, deploymentWaitType: 'TERMINATION_WAIT' },
      {
        onSuccess: () => {
          toast(`The originals of ${deploymentGroupName} end now`)
          onClose()
        },
      },
    )
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={`End ${hosts} of ${deploymentGroupName} now?`}
      description={`Users stay on ${revisionName}. Afterwards there is nothing left to send them back to.`}
    >
      <p>The way back then is a new deployment of the earlier revision; it takes as long as every deployment.</p>
      {end.error !== null && (
        <ErrorRegion what="The originals were not ended" error={end.error} stillWorks="They live on as before." />
      )}
      <div className="mt-4 flex flex-wrap justify-end gap-2">
        <Button onClick={onClose}>Keep the originals</Button>
        <Button look="danger" busy={end.isPending} onClick={send}>
          End the originals now
        </Button>
      </div>
    </Dialog>
  )
}
