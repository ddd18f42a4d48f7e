/** Somebody must decide: the deadline, both fleets, the evidence, the way back, and the two buttons. */
import type { DeploymentSummary } from '@sluice/model'
import { useState } from 'react'
import { approversWords } from '../../components/blue-green-settings.ts'
import { waitsForWords } from '../../components/status.ts'
import { StaleTag } from '../../components/StaleTag.tsx'
import { useTimeLeft } from '../../components/Countdown.tsx'
import type { Known } from '../../live/known.ts'
import { useMay, whyNot } from '../../session/session.ts'
import { Card } from '../../ui/Card.tsx'
import { DeadlineStrip } from './DeadlineStrip.tsx'
import { DecisionForm } from './DecisionForm.tsx'
import { newestApprovals } from './decision-words.ts'
import { Evidence, evidenceState } from './Evidence.tsx'
import type { ApprovalQuery } from './Evidence.tsx'
import { EvidenceCard, Verdict } from './EvidenceCard.tsx'
import type { Approval } from './gate.ts'
import { Head } from './Head.tsx'
import { PhoneBar } from './PhoneBar.tsx'
import { Records } from './Records.tsx'
import { revisionsOf } from '../../components/revisions.ts'
import { AfterPicture, NowPicture, Sides } from './Sides.tsx'
import { StopDialog } from './StopDialog.tsx'
import { useIsPhone } from './use-is-phone.ts'
import type { Decision } from './use-decision.ts'
import { wayBackWords } from './way-back.ts'

interface ApprovePageProps {
  known: Known
  approval: ApprovalQuery
  decision: Decision
}

export function ApprovePage({ known, approval: query, decision }: ApprovePageProps) {
  const { deployment, state, asOf } = known
  const [stopping, setStopping] = useState(false)
  const revisions = revisionsOf(deployment, query.data?.evidence)
  const ready = deployment.blueGreen?.ready
  const people = usePeople(deployment, query.data)
  return (
    <div
      data-state={state}
      className="relative flex flex-col max-sm:[&_:is(a,button,input,textarea,summary)]:scroll-mb-36"
    >
      <StaleTag asOf={asOf} />
      <Head deployment={deployment} title="Approve traffic reroute" waitsFor={useWaitsFor(query.data)} />
      {ready !== undefined && <DeadlineStrip ready={ready} revisions={revisions} people={people} />}
      <Evidence query={query}>
        {(approval) => (
          <Deciding
            deployment={deployment}
            approval={approval}
            decision={decision}
            state={evidenceState(query, state)}
            onStop={() => setStopping(true)}
          />
        )}
      </Evidence>
      <StopDialog
        deployment={deployment}
        original={revisions.original}
        open={stopping}
        onClose={() => setStopping(false)}
      />
    </div>
  )
}

function useWaitsFor(approval: Approval | undefined): string | undefined {
  const mayContinue = useMay('continueDeployment')
  return approval && waitsForWords(whyNot(mayContinue, approval.mayApprove) === undefined)
}

/** Who started, what the group asks for, whether this person may. */
function usePeople(deployment: DeploymentSummary, approval: Approval | undefined): readonly string[] {
  const mayContinue = useMay('continueDeployment')
  const started = `Started by ${deployment.startedBy}`
  if (approval === undefined) return [started]
  const mayNot = whyNot(mayContinue, approval.mayApprove)
  return [
    started,
    approversWords(approval.policy?.approvers ?? deployment.blueGreen?.ready?.approvers),
    mayNot === undefined ? 'you may approve' : `you may not approve: ${mayNot}`,
  ]
}

interface DecidingProps {
  deployment: DeploymentSummary
  approval: Approval
  decision: Decision
  state: ReturnType<typeof evidenceState>
  onStop: () => void
}

function Deciding({ deployment, approval, decision, state, onStop }: DecidingProps) {
  const isPhone = useIsPhone()
  const ready = deployment.blueGreen?.ready
  const left = useTimeLeft(ready?.until)
  const isTimeUp = left !== undefined && left <= 0
  const revisions = revisionsOf(deployment, approval.evidence)
  const { evidence } = approval
  return (
    <>
      <div className="grid gap-4 px-4 py-3.5 sm:px-6 lg:grid-cols-2">
        {isPhone && evidence !== undefined && <Verdict checks={evidence.checks} />}
        {evidence !== undefined && (
          <>
            <Sides deployment={deployment} approval={approval} evidence={evidence} isAfter={false} />
            <NowPicture deployment={deployment} approval={approval} evidence={evidence} />
            <AfterPicture deployment={deployment} approval={approval} />
            <EvidenceCard evidence={evidence} state={state} deploymentId={deployment.deploymentId} />
          </>
        )}
        <div className="flex min-w-0 flex-col gap-4">
          <Card title="Way back" bodyClassName="flex flex-col gap-3 px-3.5 py-3">
            {deployment.blueGreen !== undefined && (
              <p>{wayBackWords(deployment.blueGreen.originals, revisions.original, approval.lastWayBackSeconds)}</p>
            )}
            {isTimeUp && <TimeUp atItsEnd={ready?.atItsEnd} />}
            {!isTimeUp && !isPhone && (
              <DecisionForm deployment={deployment} approval={approval} decision={decision} onStop={onStop} />
            )}
          </Card>
          <Records
            approvals={newestApprovals(approval.approvals, ready?.approvals)}
            needed={approval.policy?.approvers ?? ready?.approvers ?? 0}
            deploymentId={deployment.deploymentId}
          />
        </div>
      </div>
      {!isTimeUp && isPhone && (
        <PhoneBar
          deployment={deployment}
          approval={approval}
          decision={decision}
          replacement={revisions.replacement}
          onStop={onStop}
        />
      )}
    </>
  )
}

/** The buttons are gone: from here the server decides, and says so on this page. */
function TimeUp({ atItsEnd }: { atItsEnd: 'STOP_DEPLOYMENT' | 'CONTINUE_DEPLOYMENT' | undefined }) {
  return (
    <p role="status" className="font-semibold">
      Time is up. The deployment {atItsEnd === 'CONTINUE_DEPLOYMENT' ? 'continues by itself' : 'stops'} now.
    </p>
  )
}
