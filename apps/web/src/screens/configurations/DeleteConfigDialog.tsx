/** Deleting a configuration: what goes, and what stays. */
import { useNavigate } from 'react-router'
import { CopyCommand } from '../../components/CopyCommand.tsx'
import { TypedNameDialog } from '../../components/TypedNameDialog.tsx'
import { paths } from '../../paths.ts'
import { useOperation } from '../../query/op.ts'
import { toast } from '../../ui/Toast.tsx'

export function DeleteConfigDialog({ name, onClose }: { name: string; onClose: () => void }) {
  const navigate = useNavigate()
  const remove = useOperation('deleteDeploymentConfig')
  const onSuccess = () => {
    toast(`Configuration ${name} was deleted`)
    void navigate(paths.configurations())
  }
  return (
    <TypedNameDialog
      title={`Delete the configuration ${name}?`}
      description="It goes from the list of those that can be chosen."
      name={name}
      refusal="The configuration was not deleted"
      busy={remove.isPending}
      error={remove.error}
      onDelete={() => remove.mutate({ deploymentConfigName: name }, { onSuccess })}
      onClose={onClose}
    >
      <p className="text-sm">
        Deployments that run or ran with it keep to what it said. One with the same name and numbers can be created
        again.
      </p>
      <CopyCommand operation="deleteDeploymentConfig" input={{ deploymentConfigName: name }} />
    </TypedNameDialog>
  )
}
