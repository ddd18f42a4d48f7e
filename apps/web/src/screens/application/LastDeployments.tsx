/** The newest deployments of all groups of the application, changing while one looks. */
import { Link } from 'react-router'
import { RecentDeployments } from '../../components/RecentDeployments.tsx'
import { useTopic } from '../../live/bridge.ts'
import { paths } from '../../paths.ts'
import { Card } from '../../ui/Card.tsx'
import { ErrorRegion } from '../../ui/ErrorRegion.tsx'
import { BoneRows, Loading } from '../../ui/Skeleton.tsx'

const shown = 20

export function LastDeployments({ application }: { application: string }) {
  const { data, error, state } = useTopic('deployments', application)
  return (
    <Card
      className="mx-4 mb-4 sm:mx-6"
      title="Last deployments"
      state={state === 'loading' ? undefined : state}
      actions={
        <Link className="link text-sm" to={paths.deployments({ application })}>
          All deployments
        </Link>
      }
    >
      {error !== undefined && <ErrorRegion what="The last deployments could not be loaded" error={error} />}
      {data === undefined && error === undefined && (
        <Loading what="Loading the last deployments…">
          <BoneRows rows={3} />
        </Loading>
      )}
      {data?.length === 0 && <p className="text-muted">Nothing was deployed yet.</p>}
      {data !== undefined && data.length > 0 && <RecentDeployments rows={data.slice(0, shown)} names="group" />}
    </Card>
  )
}
