/** After users were sent back: the deployment that does it, and how it ended. Nobody stays on this page wondering. */
import type { DeploymentSummary } from '@sluice/model'
import { isTerminal } from '@sluice/model/deployment-status'
import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { Sentence } from '../../components/Sentence.tsx'
import { useTopic } from '../../live/bridge.ts'
import { askAgainMs, newestOf } from '../../live/known.ts'
import { paths } from '../../paths.ts'
import { op } from '../../query/op.ts'
import { Time } from '../../ui/Time.tsx'

export function SentBack({ deploymentId }: { deploymentId: string }) {
  const live = useTopic('deployment', deploymentId)
  const asked = useQuery({
    ...op('getDeployment', { deploymentId }),
    refetchInterval: ({ state }) => (live.state !== 'live' && state.data !== undefined ? askAgainMs : false),
  })
  const known = newestOf(live, { deployment: asked.data?.deploymentInfo, answeredAt: asked.dataUpdatedAt })
  return (
    <p role="status" aria-label="Way back" className="px-4 pt-3.5 text-lg sm:px-6">
      {known === undefined ? 'It is taken back by another deployment: ' : <HowFar deployment={known.deployment} />}{' '}
      <Link to={paths.deployment(deploymentId)} className="link inline-flex min-h-6 items-center max-sm:min-h-11">
        Watch <span className="mono ml-1">{deploymentId}</span>
      </Link>
    </p>
  )
}

function HowFar({ deployment }: { deployment: DeploymentSummary }) {
  const { status, blueGreen, completeTime, sentence } = deployment
  const movedAt = blueGreen?.trafficMovedAt ?? completeTime
  const isByTraffic = blueGreen?.kind === 'trafficBack'
  if (isByTraffic && movedAt !== undefined && (blueGreen.trafficMovedAt !== undefined || status === 'Succeeded'))
    return (
      <>
        <b className="font-semibold">
          Users were sent back at <Time at={movedAt} style="clock" />.
        </b>
      </>
    )
  if (isTerminal(status)) return <Sentence parts={sentence} />
  return <>{isByTraffic ? 'Users are being sent back.' : 'The revision before is being deployed.'}</>
}
