/** Taking a host out: what it means, and the way back. */
import { useQuery } from '@tanstack/react-query'
import { CopyCommand } from '../../components/CopyCommand.tsx'
import { op, useOperation } from '../../query/op.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { ErrorRegion } from '../../ui/ErrorRegion.tsx'
import { toast } from '../../ui/Toast.tsx'

export function DeregisterDialog({ instanceName, onClose }: { instanceName: string; onClose: () => void }) {
  const deregister = useOperation('deregisterOnPremisesInstance')
  const groups = useQuery(op('previewInstanceTags', { instanceNames: [instanceName] })).data?.groups
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
      {groups !== undefined && groups.length > 0 && (
        <p className="mb-2 [overflow-wrap:anywhere]">
          It leaves {groups.map((group) => `${group.applicationName} / ${group.deploymentGroupName}`).join(', ')}.
        </p>
      )}
      <p>
        What is installed on the host stays there and goes on running. To take it back, enrol it again; the name is free
        at once.
      </p>
      <div className="mt-3">
        <CopyCommand operation="deregisterOnPremisesInstance" input={{ instanceName }} />
      </div>
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
