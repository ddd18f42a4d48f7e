/** Deleting an application: what goes with it, and what stays, in numbers. */
import type { DeploymentGroupInfo } from '@sluice/api/contracts'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from 'react-router'
import { CopyCommand } from '../../components/CopyCommand.tsx'
import { TypedNameDialog } from '../../components/TypedNameDialog.tsx'
import { paths } from '../../paths.ts'
import { op, useOperation } from '../../query/op.ts'
import { toast } from '../../ui/Toast.tsx'

interface DeleteApplicationDialogProps {
  application: string
  groups: readonly DeploymentGroupInfo[]
  onClose: () => void
}

export function DeleteApplicationDialog({ application, groups, onClose }: DeleteApplicationDialogProps) {
  const navigate = useNavigate()
  const { data } = useQuery(op('getApplication', { applicationName: application }))
  const remove = useOperation('deleteApplication')
  const hosts = new Set(groups.flatMap(({ matchingInstances }) => matchingInstances)).size
  const input = { applicationName: application }
  const onDelete = () =>
    remove.mutate(input, {
      onSuccess: ({ deletedDeploymentGroups, deletedRevisionCount }) => {
        const went = [many(deletedDeploymentGroups.length, 'group'), many(deletedRevisionCount, 'revision')]
        toast(`Application ${application} was deleted, with ${went.join(' and ')}`)
        void navigate(paths.applications())
      },
    })
  return (
    <TypedNameDialog
      title={`Delete the application ${application}?`}
      description={`With it go ${wentWords(groups, data?.application.revisionCount)}, for good.`}
      name={application}
      refusal="The application was not deleted"
      busy={remove.isPending}
      error={remove.error}
      onDelete={onDelete}
      onClose={onClose}
    >
      <ul className="list-disc pl-5 text-sm [overflow-wrap:anywhere]">
        <li>
          {hosts === 0
            ? 'No host is touched.'
            : `${many(hosts, 'host')} ${hosts === 1 ? 'stays' : 'stay'} as now: what is installed there goes on running.`}
        </li>
        <li>Its deployments stay in the history, and uploaded bundles where they are.</li>
        <li>
          Groups made later are others: on hosts they do not own the files that these installed, and a deployment would
          find them in its way.
        </li>
      </ul>
      <CopyCommand operation="deleteApplication" input={input} />
    </TypedNameDialog>
  )
}

const many = (count: number, noun: string): string => `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`
const mostNamed = 5

function wentWords(groups: readonly DeploymentGroupInfo[], revisions: number | undefined): string {
  const named = groups.slice(0, mostNamed).map(({ deploymentGroupName }) => deploymentGroupName)
  const names = groups.length === 0 ? '' : ` (${named.join(', ')}${groups.length > mostNamed ? ' …' : ''})`
  const registered = revisions === undefined ? 'its registered revisions' : many(revisions, 'registered revision')
  return `${many(groups.length, 'deployment group')}${names} and ${registered}`
}
