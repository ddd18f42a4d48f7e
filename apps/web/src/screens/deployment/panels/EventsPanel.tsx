/** Everything that happened, newest first, in words. */
import type { DeploymentStatus, DeploymentSummary } from '@sluice/model'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { Button } from '../../../ui/Button.tsx'
import { ErrorRegion } from '../../../ui/ErrorRegion.tsx'
import { BoneRows, Loading } from '../../../ui/Skeleton.tsx'
import { Time } from '../../../ui/Time.tsx'
import { isTerminalStatus } from '../terminal.ts'
import { allEvents } from './all-events.ts'

const askAgainMs = 3000
/** So many are drawn; older ones when asked for. */
const drawnAtOnce = 500

export function EventsPanel({ deployment }: { deployment: DeploymentSummary }) {
  const { deploymentId, status } = deployment
  const events = useQuery({
    ...allEvents(deploymentId),
    refetchInterval: isTerminalStatus(status) ? false : askAgainMs,
  })
  const [drawn, setDrawn] = useState(drawnAtOnce)
  const { refetch } = events
  useStatusChange(status, () => void refetch())
  const older = (events.data?.length ?? 0) - drawn
  return (
    <>
      {events.error !== null && (
        <ErrorRegion
          what="The events could not be loaded"
          error={events.error}
          stillWorks="The deployment goes on."
          onRetry={() => void refetch()}
        />
      )}
      {events.isPending && (
        <Loading what="Loading events…">
          <BoneRows />
        </Loading>
      )}
      {events.data !== undefined && (
        <ol tabIndex={0} aria-label="Events, newest first" className="overflow-y-auto -outline-offset-2 px-3.5 py-2">
          {events.data
            .slice(-drawn)
            .toReversed()
            .map((event) => (
              <li key={event.index} className="grid grid-cols-[76px_1fr] gap-2 border-b border-line py-1.5">
                <span className="text-muted">
                  <Time at={event.at} style="clock" />
                </span>
                <span>{event.text}</span>
              </li>
            ))}
          {older > 0 && (
            <li className="py-2">
              <Button onClick={() => setDrawn(drawn + drawnAtOnce)}>
                Show older events ({older.toLocaleString('en')})
              </Button>
            </li>
          )}
        </ol>
      )}
    </>
  )
}

/** The last events come with the status that ends the polling: they are asked for once more then. */
function useStatusChange(status: DeploymentStatus, onChange: () => void): void {
  const before = useRef(status)
  useEffect(() => {
    if (before.current === status) return
    before.current = status
    onChange()
  })
}
