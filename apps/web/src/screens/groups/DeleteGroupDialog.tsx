/** Deleting a group: what goes, what stays, and its name typed. */
import type { DeploymentGroupInfo } from '@sluice/api/contracts'
import { useState } from 'react'
import type { FormEvent } from 'react'
import { useNavigate } from 'react-router'
import { paths } from '../../paths.ts'
import { useOperation } from '../../query/op.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { ErrorRegion } from '../../ui/ErrorRegion.tsx'
import { Input } from '../../ui/Field.tsx'
import { toast } from '../../ui/Toast.tsx'

export function DeleteGroupDialog({ info, onClose }: { info: DeploymentGroupInfo; onClose: () => void }) {
  const { applicationName, deploymentGroupName } = info
  const [typed, setTyped] = useState('')
  const navigate = useNavigate()
  const remove = useOperation('deleteDeploymentGroup')
  const matches = typed === deploymentGroupName
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!matches || remove.isPending) return
    remove.mutate(
      { applicationName, deploymentGroupName },
      {
        onSuccess: () => {
          toast(`Deployment group ${deploymentGroupName} was deleted`)
          void navigate(paths.application(applicationName))
        },
      },
    )
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={`Delete the deployment group ${deploymentGroupName} of ${applicationName}?`}
      description="The group and its settings go. Hosts, what is installed on them, and the history of deployments stay."
    >
      <form onSubmit={submit} className="flex flex-col gap-4" noValidate>
        <p className="text-sm">
          A group of the same name made later is another group: on hosts it does not own the files that this one
          installed, and a deployment would find them in its way.
        </p>
        <Input
          label={`Type ${deploymentGroupName} to delete it`}
          autoComplete="off"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        {remove.error !== null && <ErrorRegion what="The group was not deleted" error={remove.error} />}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Keep it</Button>
          <Button
            type="submit"
            look="danger"
            busy={remove.isPending}
            disabledReason={matches ? undefined : 'The name is not typed yet.'}
          >
            Delete {deploymentGroupName}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
