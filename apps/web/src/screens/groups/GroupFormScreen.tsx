/** Create and edit a deployment group: which one, while its form loads or cannot be shown. */
import { useQuery } from '@tanstack/react-query'
import { useParams } from 'react-router'
import { PageHead } from '../../frame/Page.tsx'
import { paths } from '../../paths.ts'
import { op } from '../../query/op.ts'
import { ErrorRegion } from '../../ui/ErrorRegion.tsx'
import { BoneRows, Loading } from '../../ui/Skeleton.tsx'
import { GroupForm } from './GroupForm.tsx'

export default function GroupFormScreen() {
  const { application = '', group } = useParams()
  const existing = useQuery({
    ...op('getDeploymentGroup', { applicationName: application, deploymentGroupName: group ?? '' }),
    enabled: group !== undefined,
  })
  const title = group === undefined ? 'Create deployment group' : `Edit ${group}`
  const info = existing.data?.deploymentGroupInfo
  return (
    <>
      <PageHead
        title={title}
        crumbs={[
          { name: 'Applications', to: paths.applications() },
          { name: application, to: paths.application(application) },
          { name: group ?? 'Create group' },
        ]}
      />
      {existing.error !== null && (
        <ErrorRegion what="The deployment group could not be loaded" error={existing.error} />
      )}
      {group !== undefined && existing.isPending && (
        <Loading what="Loading the deployment group…">
          <BoneRows rows={4} />
        </Loading>
      )}
      {(group === undefined || info !== undefined) && (
        <GroupForm key={info?.deploymentGroupId ?? application} application={application} info={info} />
      )}
    </>
  )
}
