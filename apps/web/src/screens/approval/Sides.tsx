/** Both fleets side by side, and the pictures of where users go now and after approval. */
import type { ApprovalEvidence, DeploymentSummary, TrafficMeasure } from '@sluice/model'
import type { Approval } from './gate.ts'
import { ListenerLink } from './Listeners.tsx'
import { revisionsOf } from '../../components/revisions.ts'
import { SideCard } from './SideCard.tsx'
import { TrafficPicture } from './TrafficPicture.tsx'

interface SidesProps {
  deployment: DeploymentSummary
  approval: Approval
  evidence: ApprovalEvidence
  /** After the switch: numbers since then, in place of the last minutes. */
  isAfter: boolean
}

export function Sides({ deployment, approval, evidence, isAfter }: SidesProps) {
  const { original, replacement } = evidence
  const { production, test } = approval.listeners
  const since = isAfter ? approval.sinceSwitch : undefined
  const before = since === undefined ? original.measured : since.original
  const after = since === undefined ? replacement.measured : since.replacement
  const movedAt = deployment.blueGreen?.trafficMovedAt
  const of = (listener: 'production' | 'test') =>
    since === undefined ? `Requests of the ${listener} listener in the last minutes` : sinceWords(movedAt, since.from)
  const { deploymentId } = deployment
  const productionLink = <ListenerLink name="production" url={production} />
  return (
    <>
      {(!isAfter || original.total > 0) && (
        <SideCard
          name="original"
          side={original}
          measured={before}
          of={of(original.listener)}
          deploymentId={deploymentId}
          isLeaving={isAfter && deployment.blueGreen?.trafficMovedAt !== undefined}
          links={isAfter ? undefined : productionLink}
        />
      )}
      <SideCard
        name="replacement"
        side={replacement}
        measured={after}
        of={of(replacement.listener)}
        against={comparable(before, after)}
        deploymentId={deploymentId}
        links={isAfter ? productionLink : <ListenerLink name="test" url={test} />}
      />
    </>
  )
}

/** The balancers keep the last minutes only: what was measured since the switch may be less than all of it. */
export const sinceWords = (movedAt: string | undefined, from: string): string =>
  movedAt !== undefined && Date.parse(from) > Date.parse(movedAt)
    ? 'Requests in the last 15 minutes'
    : 'Requests since the switch'

type PicturesProps = Omit<SidesProps, 'isAfter'>

/** Where users go now, from the real shares. */
export function NowPicture({ deployment, approval, evidence: { original, replacement } }: PicturesProps) {
  return (
    <TrafficPicture
      title="Now"
      originalPercent={original.trafficPercent}
      replacementPercent={replacement.trafficPercent}
      revisions={revisionsOf(deployment, approval.evidence)}
    />
  )
}

/** Where users would go. */
export function AfterPicture({ deployment, approval }: Pick<PicturesProps, 'deployment' | 'approval'>) {
  return (
    <TrafficPicture
      title="After approval"
      originalPercent={0}
      replacementPercent={100}
      revisions={revisionsOf(deployment, approval.evidence)}
    />
  )
}

/** Two numbers are compared only when both sides had requests. */
const comparable = (before: TrafficMeasure | undefined, after: TrafficMeasure | undefined) =>
  before !== undefined && before.requests > 0 && after !== undefined && after.requests > 0 ? before : undefined
