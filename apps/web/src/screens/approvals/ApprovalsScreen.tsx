/** Everything that waits for a human, the nearest deadline first, live. */
import { StaleTag } from '../../components/StaleTag.tsx'
import { PageHead } from '../../frame/Page.tsx'
import { useWaiting } from '../../frame/waiting.ts'
import type { Waiting } from '../../frame/waiting.ts'
import { paths } from '../../paths.ts'
import { ButtonLink } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorRegion } from '../../ui/ErrorRegion.tsx'
import { BoneRows, Loading } from '../../ui/Skeleton.tsx'
import { NoticesSwitch } from './NoticesSwitch.tsx'
import { WaitingCard } from '../../components/WaitingCard.tsx'

export default function ApprovalsScreen() {
  const waiting = useWaiting()
  return (
    <>
      <PageHead title="Approvals" actions={<NoticesSwitch />}>
        {waiting.isKnown && <p className="mt-1 text-muted">{sentence(waiting.rows.length)}</p>}
      </PageHead>
      <div data-state={waiting.state} className="relative px-4 py-4 sm:px-6">
        <StaleTag asOf={waiting.asOf} />
        <Rows waiting={waiting} />
      </div>
    </>
  )
}

function sentence(count: number): string {
  if (count === 0) return 'Nothing waits for a decision.'
  return count === 1 ? '1 deployment waits for a decision.' : `${count} deployments wait for a decision.`
}

function Rows({ waiting: { rows, isKnown, error } }: { waiting: Waiting }) {
  if (rows.length > 0)
    return (
      <ul aria-label="Waiting for a decision" className="flex flex-col gap-3">
        {rows.map((row) => (
          <WaitingCard key={row.deploymentId} deployment={row} />
        ))}
      </ul>
    )
  if (error !== undefined)
    return (
      <ErrorRegion
        what="What waits could not be listed"
        error={error}
        stillWorks="Deployments go on; the link of a deployment still leads to its approval."
      />
    )
  if (!isKnown)
    return (
      <Loading what="Loading approvals…">
        <BoneRows rows={3} />
      </Loading>
    )
  return (
    <EmptyState
      title="Nothing waits for a decision"
      action={<ButtonLink to={paths.deployments()}>See all deployments</ButtonLink>}
    >
      A blue/green deployment comes here when its replacement is installed and somebody must decide whether users go to
      it. It appears by itself, with the time that is left.
    </EmptyState>
  )
}
