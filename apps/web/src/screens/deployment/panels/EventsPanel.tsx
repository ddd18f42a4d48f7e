/** Everything that happened, newest first, in words. */
import type { DeploymentSummary } from '@sluice/model'
import { useQuery } from '@tanstack/react-query'
import { op } from '../../../query/op.ts'
import { ErrorRegion } from '../../../ui/ErrorRegion.tsx'
import { BoneRows, Loading } from '../../../ui/Skeleton.tsx'
import { Time } from '../../../ui/Time.tsx'
import { isTerminalStatus } from '../terminal.ts'

const askAgainMs = 3000

export function EventsPanel({ deployment }: { deployment: DeploymentSummary }) {
  const { deploymentId, status } = deployment
  const events = useQuery({
    ...op('listDeploymentEvents', { deploymentId }),
    refetchInterval: isTerminalStatus(status) ? false : askAgainMs,
  })
  if (events.error !== null)
    return (
      <ErrorRegion
        what="The events could not be loaded"
        error={events.error}
        stillWorks="The deployment goes on."
        onRetry={() => void events.refetch()}
      />
    )
  if (events.data === undefined)
    return (
      <Loading what="Loading events…">
        <BoneRows />
      </Loading>
    )
  return (
    <ol tabIndex={0} aria-label="Events, newest first" className="overflow-y-auto -outline-offset-2 px-3.5 py-2">
      {events.data.events.toReversed().map((event) => (
        <li key={event.index} className="grid grid-cols-[76px_1fr] gap-2 border-b border-line py-1.5">
          <span className="text-muted">
            <Time at={event.at} style="clock" />
          </span>
          <span>{event.text}</span>
        </li>
      ))}
      {events.data.next !== undefined && (
        <li className="py-2 text-xs text-muted">The first {events.data.events.length} events; later ones follow.</li>
      )}
    </ol>
  )
}
