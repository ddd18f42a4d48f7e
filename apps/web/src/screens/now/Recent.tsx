/** What ended last; the history has the rest. */
import type { DeploymentSummary } from '@sluice/model'
import { Link } from 'react-router'
import { RecentDeployments } from '../../components/RecentDeployments.tsx'
import { paths } from '../../paths.ts'
import { Card } from '../../ui/Card.tsx'

export function Recent({ rows }: { rows: readonly DeploymentSummary[] }) {
  if (rows.length === 0) return null
  return (
    <Card
      title="Ended last"
      actions={
        <Link to={paths.deployments()} className="link inline-flex min-h-6 items-center text-xs max-sm:min-h-11">
          All deployments
        </Link>
      }
      bodyClassName="px-3.5"
    >
      <RecentDeployments rows={rows} names="application" />
    </Card>
  )
}
