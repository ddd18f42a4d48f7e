/** The live view of one deployment. What is seen comes from its topics; the first answer may come by request. */
import { useQuery } from '@tanstack/react-query'
import { useParams } from 'react-router'
import { PageHead } from '../../frame/Page.tsx'
import { useTopic } from '../../live/bridge.ts'
import { paths } from '../../paths.ts'
import { op } from '../../query/op.ts'
import { ErrorRegion } from '../../ui/ErrorRegion.tsx'
import { Bone, Loading } from '../../ui/Skeleton.tsx'
import { GonePage } from './GonePage.tsx'
import { askAgainMs, newestOf } from '../../live/known.ts'
import { LiveView } from './LiveView.tsx'

export default function DeploymentScreen() {
  const { deploymentId = '', tab } = useParams()
  return <OneDeployment key={deploymentId} deploymentId={deploymentId} tab={tab} />
}

function OneDeployment({ deploymentId, tab }: { deploymentId: string; tab: string | undefined }) {
  const live = useTopic('deployment', deploymentId)
  const asked = useQuery({
    ...op('getDeployment', { deploymentId }),
    refetchInterval: ({ state }) => (live.state !== 'live' && state.data !== undefined ? askAgainMs : false),
  })
  const known = newestOf(live, { deployment: asked.data?.deploymentInfo, answeredAt: asked.dataUpdatedAt })
  if (known !== undefined) return <LiveView {...known} tab={tab} />
  if (asked.error !== null && asked.error.status === 404) return <GonePage deploymentId={deploymentId} />
  if (asked.error !== null && asked.error.status === 400) return <GonePage deploymentId={deploymentId} />
  return (
    <>
      <PageHead
        title={`Deployment ${deploymentId}`}
        crumbs={[{ name: 'Deployments', to: paths.deployments() }, { name: deploymentId }]}
      />
      {asked.error === null ? (
        <Loading what={`Loading ${deploymentId}…`} onRetry={() => void asked.refetch()}>
          <div className="grid gap-4 p-6 lg:grid-cols-2">
            <Bone className="h-96" />
            <Bone className="h-96" />
          </div>
        </Loading>
      ) : (
        <ErrorRegion
          what={`${deploymentId} could not be loaded`}
          error={asked.error}
          stillWorks="The deployment itself goes on."
          onRetry={() => void asked.refetch()}
        />
      )}
    </>
  )
}
