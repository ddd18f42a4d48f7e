/** While the originals live: until when users can be sent back at once, and what happens then. */
import type { DeploymentSummary } from '@sluice/model'
import type { Revisions } from '../../components/deadline.ts'
import { Countdown } from '../../components/Countdown.tsx'
import { Time } from '../../ui/Time.tsx'

export function KeptStrip({ deployment, revisions }: { deployment: DeploymentSummary; revisions: Revisions }) {
  const { blueGreen } = deployment
  if (blueGreen === undefined) return null
  const { trafficMovedAt, originals } = blueGreen
  return (
    <section
      aria-label="Originals"
      className="flex flex-wrap items-center gap-x-6 gap-y-2 border-b border-line bg-surface px-4 py-3 sm:px-6"
    >
      {originals.keptUntil !== undefined && (
        <Countdown name="Originals kept until" until={originals.keptUntil} className="text-2xl font-semibold">
          <span className="text-text">
            <Time at={originals.keptUntil} style="full" />
          </span>
        </Countdown>
      )}
      <p className="min-w-0 flex-1 basis-64 text-lg">
        All users are on <span className="mono">{revisions.replacement}</span>
        {trafficMovedAt !== undefined && (
          <>
            {' '}
            since <Time at={trafficMovedAt} style="clock" />
          </>
        )}
        .{' '}
        {originals.action === 'TERMINATE'
          ? 'Then the originals end; until then users can be sent back at once.'
          : 'The originals are kept afterwards too; users can be sent back at once.'}
      </p>
    </section>
  )
}
