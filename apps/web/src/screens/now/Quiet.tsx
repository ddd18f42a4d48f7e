/** When nothing runs: how long it has been quiet; and, on an empty installation, what to do first. */
import type { DeploymentSummary } from '@sluice/model'
import { paths } from '../../paths.ts'
import { ButtonLink } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Time } from '../../ui/Time.tsx'

export function Quiet({ lastEnded }: { lastEnded: DeploymentSummary | undefined }) {
  return (
    <p className="rounded-lg border border-dashed border-control px-4 py-5 text-center text-muted">
      Nothing is running.
      {lastEnded?.completeTime !== undefined && (
        <>
          {' '}
          The last deployment ended <Time at={lastEnded.completeTime} />.
        </>
      )}
    </p>
  )
}

export function NothingYet() {
  return (
    <EmptyState
      title="Nothing was deployed yet"
      action={<ButtonLink to={paths.applications()}>See the applications</ButtonLink>}
    >
      Here you will see what waits for you, what goes wrong and what runs. It begins with an application, a deployment
      group that says which hosts, and a revision to deploy.
    </EmptyState>
  )
}
