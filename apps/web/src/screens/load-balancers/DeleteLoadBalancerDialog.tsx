/** Deleting a load balancer: who loses the way in. */
import type { Output } from '@sluice/api/contracts'
import { useNavigate } from 'react-router'
import { TypedNameDialog } from '../../components/TypedNameDialog.tsx'
import { paths } from '../../paths.ts'
import { useOperation } from '../../query/op.ts'
import { toast } from '../../ui/Toast.tsx'

interface DeleteLoadBalancerDialogProps {
  standing: Output<'getLoadBalancer'>
  onClose: () => void
}

export function DeleteLoadBalancerDialog({ standing, onClose }: DeleteLoadBalancerDialogProps) {
  const { name, listeners } = standing.loadBalancer
  const navigate = useNavigate()
  const remove = useOperation('deleteLoadBalancer')
  const members = standing.targetGroups.reduce((count, group) => count + group.members.length, 0)
  const ports =
    listeners.test === undefined
      ? `port ${listeners.production}`
      : `ports ${listeners.production} and ${listeners.test}`
  const onSuccess = () => {
    toast(`Load balancer ${name} was deleted`)
    void navigate(paths.loadBalancers())
  }
  return (
    <TypedNameDialog
      title={`Delete the load balancer ${name}?`}
      description={`Nobody is served on ${ports} any more. Its target groups go with it.`}
      name={name}
      refusal="The load balancer was not deleted"
      busy={remove.isPending}
      error={remove.error}
      onDelete={() => remove.mutate({ name }, { onSuccess })}
      onClose={onClose}
    >
      <p>
        {members === 0
          ? 'No host is registered in it now.'
          : `${members} ${members === 1 ? 'host is' : 'hosts are'} registered in it now. They go on running, but nobody reaches them this way.`}{' '}
        The way back: create it again and choose it in the deployment groups.
      </p>
    </TypedNameDialog>
  )
}
