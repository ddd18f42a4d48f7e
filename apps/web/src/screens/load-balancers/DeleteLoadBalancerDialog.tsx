/** Deleting a load balancer: who loses the way in, and its name typed. */
import type { Output } from '@sluice/api/contracts'
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

interface DeleteLoadBalancerDialogProps {
  standing: Output<'getLoadBalancer'>
  onClose: () => void
}

export function DeleteLoadBalancerDialog({ standing, onClose }: DeleteLoadBalancerDialogProps) {
  const { name, listeners } = standing.loadBalancer
  const [typed, setTyped] = useState('')
  const navigate = useNavigate()
  const remove = useOperation('deleteLoadBalancer')
  const members = standing.targetGroups.reduce((count, group) => count + group.members.length, 0)
  const ports =
    listeners.test === undefined
      ? `port ${listeners.production}`
      : `ports ${listeners.production} and ${listeners.test}`
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (typed !== name || remove.isPending) return
    remove.mutate(
      { name },
      {
        onSuccess: () => {
          toast(`Load balancer ${name} was deleted`)
          void navigate(paths.loadBalancers())
        },
      },
    )
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={`Delete the load balancer ${name}?`}
      description={`Nobody is served on ${ports} any more. Its target groups go with it.`}
    >
      <form onSubmit={submit} noValidate className="flex flex-col gap-4">
        <p>
          {members === 0
            ? 'No host is registered in it now.'
            : `${members} ${members === 1 ? 'host is' : 'hosts are'} registered in it now. They go on running, but nobody reaches them this way.`}{' '}
          The way back: create it again and choose it in the deployment groups.
        </p>
        <Input
          label={`Type ${name} to delete it`}
          autoComplete="off"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        {remove.error !== null && <ErrorRegion what="The load balancer was not deleted" error={remove.error} />}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Keep it</Button>
          <Button
            type="submit"
            look="danger"
            busy={remove.isPending}
            disabledReason={typed === name ? undefined : 'The name is not typed yet.'}
          >
            Delete {name}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
