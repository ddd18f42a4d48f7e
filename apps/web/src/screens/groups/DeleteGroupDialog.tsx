/** Deleting a group: what goes, and what stays. */
import type { DeploymentGroupInfo } from '@sluice/api/contracts'
import { useNavigate } from 'react-router'
import { CopyCommand } from '../../components/CopyCommand.tsx'
import { TypedNameDialog } from '../../components/TypedNameDialog.tsx'
import { paths } from '../../paths.ts'
import { useOperation } from '../../query/op.ts'
import { toast } from '../../ui/Toast.tsx'

export function DeleteGroupDialog({ info, onClose }: { info: DeploymentGroupInfo; onClose: () => void }) {
  const { applicationName, deploymentGroupName, matchingInstances } = info
  const hosts = matchingInstances.length
  const navigate = useNavigate()
  const remove = useOperation('deleteDeploymentGroup')
  const onSuccess = () => {
    toast(`Deployment group ${deploymentGroupName} was deleted`)
    void navigate(paths.application(applicationName))
  }
  return (
    <TypedNameDialog
      title={`Delete the deployment group ${deploymentGroupName} of ${applicationName}?`}
      description="The group and its settings go. Hosts, what is installed on them, and the history of deployments stay."
      name={deploymentGroupName}
      refusal="The group was not deleted"
      busy={remove.isPending}
      error={remove.error}
      onDelete={() => remove.mutate({ applicationName, deploymentGroupName }, { onSuccess })}
      onClose={onClose}
    >
      <p className="text-sm">
        {hosts === 0
          ? 'No host belongs to it now.'
          : `${hosts.toLocaleString('en')} ${hosts === 1 ? 'host stays as it is' : 'hosts stay as they are'}: what is installed there goes on running.`}{' '}
        A group of the same name made later is another group: on hosts it does not own the files that this one
        installed, and a deployment would find them in its way.
      </p>
      <CopyCommand operation="deleteDeploymentGroup" input={{ applicationName, deploymentGroupName }} />
    </TypedNameDialog>
  )
}
