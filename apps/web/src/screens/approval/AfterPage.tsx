/** After the decision: who decided, where users are, how both fleets do since the switch, and the way back while there is one. */
import type { ApprovalEvidence, BlueGreenStanding, DeploymentSummary } from '@sluice/model'
import { Lineage, lineageOf } from '../../components/Lineage.tsx'
import { Sentence } from '../../components/Sentence.tsx'
import { StaleTag } from '../../components/StaleTag.tsx'
import type { Known } from '../../live/known.ts'
import { TextArea } from '../../ui/Field.tsx'
import { Time } from '../../ui/Time.tsx'
import { AfterActions } from './AfterActions.tsx'
import { newestApprovals } from './decision-words.ts'
import { DecisionBanner } from './DecisionBanner.tsx'
import { Evidence, evidenceState } from './Evidence.tsx'
import type { ApprovalQuery } from './Evidence.tsx'
import { EvidenceCard } from './EvidenceCard.tsx'
import type { Approval } from './gate.ts'
import { FleetsLeft } from './FleetsLeft.tsx'
import { Head } from './Head.tsx'
import { KeptStrip } from './KeptStrip.tsx'
import { Records } from './Records.tsx'
import { revisionsOf } from '../../components/revisions.ts'
import { SentBack } from './SentBack.tsx'
import { NowPicture, Sides } from './Sides.tsx'

interface AfterPageProps {
  known: Known
  stage: 'moving' | 'kept' | 'over'
  approval: ApprovalQuery
  /** From before users began to move: shown until the first of them has. */
  lastEvidence: ApprovalEvidence | undefined
  /** What this person had typed when somebody else decided. */
  keptNote: string
}

export function AfterPage({ known, stage, approval: query, lastEvidence, keptNote }: AfterPageProps) {
  const { deployment, state, asOf } = known
  const takenBackBy = deployment.rollbackInfo?.rollbackDeploymentId
  return (
    <div data-state={state} className="relative flex flex-col">
      <StaleTag asOf={asOf} />
      <Head deployment={deployment} title="Traffic reroute">
        <p role="status" aria-label="Deployment status" className="mt-2 text-lg">
          <Sentence parts={deployment.sentence} />
        </p>
        {lineageOf(deployment).length > 0 && (
          <p className="mt-1 flex flex-wrap gap-x-3 text-xs text-muted">
            <Lineage deployment={deployment} />
          </p>
        )}
      </Head>
      <DecisionBanner ready={deployment.blueGreen?.ready} />
      {keptNote.trim() !== '' && <KeptNote note={keptNote} />}
      {takenBackBy !== undefined && <SentBack deploymentId={takenBackBy} />}
      {stage === 'over' && <OriginalsEnd originals={deployment.blueGreen?.originals} />}
      {stage === 'kept' && (
        <KeptStrip deployment={deployment} revisions={revisionsOf(deployment, query.data?.evidence)} />
      )}
      <Evidence query={query}>
        {(approval) => (
          <Watch
            deployment={deployment}
            stage={stage}
            approval={approval}
            lastEvidence={lastEvidence}
            state={evidenceState(query, state)}
          />
        )}
      </Evidence>
    </div>
  )
}

/** What became of the originals after the switch. */
function OriginalsEnd({ originals }: { originals: BlueGreenStanding['originals'] | undefined }) {
  if (originals?.notTerminated !== undefined)
    return <p className="px-4 pt-3.5 text-ready-text sm:px-6">◆ {originals.notTerminated}</p>
  if (originals?.terminatedAt === undefined) return null
  return (
    <p className="px-4 pt-3.5 sm:px-6">
      The originals ended at <Time at={originals.terminatedAt} style="clock" />.
    </p>
  )
}

function KeptNote({ note }: { note: string }) {
  return (
    <div className="px-4 pt-3.5 sm:px-6">
      <TextArea label="Note" rows={2} readOnly value={note} hint="Yours, not sent: the decision was made meanwhile." />
    </div>
  )
}

interface WatchProps {
  deployment: DeploymentSummary
  stage: AfterPageProps['stage']
  approval: Approval
  lastEvidence: ApprovalEvidence | undefined
  state: ReturnType<typeof evidenceState>
}

function Watch({ deployment, stage, approval, lastEvidence, state }: WatchProps) {
  const evidence = approval.evidence ?? (stage === 'moving' ? lastEvidence : undefined)
  const { blueGreen, deploymentId } = deployment
  /** The server alone knows whether that way back can be tried again. */
  const isOnTheWayBack = deployment.rollbackInfo?.rollbackDeploymentId !== undefined
  /** A first fleet has nobody to send users back to. */
  const hasOriginals = (blueGreen?.original.total ?? 0) > 0
  const hasMoved = (blueGreen?.rerouted ?? 0) > 0 || blueGreen?.trafficMovedAt !== undefined
  return (
    <>
      {hasMoved && hasOriginals && (approval.maySendBack.allowed || !isOnTheWayBack) && (
        <AfterActions deployment={deployment} approval={approval} isMoving={stage === 'moving'} />
      )}
      <div className="grid gap-4 px-4 py-3.5 sm:px-6 lg:grid-cols-2">
        {!hasMoved && stage === 'over' && blueGreen !== undefined && (
          <FleetsLeft deployment={deployment} standing={blueGreen} />
        )}
        {evidence !== undefined && <Sides deployment={deployment} approval={approval} evidence={evidence} isAfter />}
        <div className="flex min-w-0 flex-col gap-4">
          {evidence !== undefined && <NowPicture deployment={deployment} approval={approval} evidence={evidence} />}
          <Records
            approvals={newestApprovals(approval.approvals, blueGreen?.ready?.approvals)}
            needed={approval.policy?.approvers ?? blueGreen?.ready?.approvers ?? 0}
            deploymentId={deploymentId}
          />
        </div>
        {evidence !== undefined && hasMoved && (
          <EvidenceCard evidence={evidence} state={state} deploymentId={deploymentId} />
        )}
      </div>
    </>
  )
}
