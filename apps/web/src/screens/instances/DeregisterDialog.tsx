/** Taking a host out: what it means, and the way back. */
import { useOperation } from '../../query/op.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { ErrorRegion } from '../../ui/ErrorRegion.tsx'
import { toast } from '../../ui/Toast.tsx'

export function DeregisterDialog({ instanceName, onClose }: { instanceName: string; onClose: () => void }) {
  const deregister = useOperation('deregisterOnPremisesInstance')
  const leave = () =>
    deregister.mutate(
      { instanceName },
      {
        onSuccess: () => {
          toast(`${instanceName} was deregistered`)
          onClose()
        },
      },
    )
  return (
    <Dialog
      open
      onClose={onClose}
      title={`Deregister ${instanceName}?`}
      description="Its agent is cut off at once and it takes part in no deployment any more."
    >
      <p>
        What is installed on the host stays there and goes on running. To take it back, enrol it again; the name is free
        at once.
      </p>
      {deregister.error !== null && (
        <ErrorRegion what={`${instanceName} was not deregistered`} error={deregister.error} />
      )}
      <div className="mt-4 flex justify-end gap-2">
        <Button onClick={onClose}>Keep it</Button>
        <Button look="danger" busy={deregister.isPending} onClick={leave}>
          Deregister {instanceName}
        </Button>
      </div>
    </Dialog>
  )
}
