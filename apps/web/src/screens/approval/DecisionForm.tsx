/** What must be said to move users: what fails was seen, a note, the group's name. Nothing is sent before all of it is there. */
import type { DeploymentSummary } from '@sluice/model'
import { useMay, whyNot } from '../../session/session.ts'
import { Button } from '../../ui/Button.tsx'
import { Checkbox, Input, TextArea } from '../../ui/Field.tsx'
import { ErrorRegion } from '../../ui/ErrorRegion.tsx'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { approvalCount, decisionName, failingChecks, isNoteRequired, seenKey, whyNotYet } from './gate.ts'
import type { Approval } from './gate.ts'
import type { Decision } from './use-decision.ts'

interface DecisionFormProps {
  deployment: DeploymentSummary
  approval: Approval
  decision: Decision
  /** Absent where it is elsewhere on the page. */
  onStop?: (() => void) | undefined
}

export function DecisionForm({ deployment, approval, decision, onStop }: DecisionFormProps) {
  const { draft, change, tick, send } = decision
  const revision = approval.evidence?.replacement.revisionName ?? deployment.revisionName
  const mayContinue = useMay('continueDeployment')
  const mayNot = whyNot(mayContinue, approval.mayApprove)
  return (
    <form
      aria-label="Decision"
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        if (mayNot === undefined) send(approval)
      }}
    >
      {failingChecks(approval).map((check) => (
        <Checkbox
          key={seenKey(check)}
          label={`I have seen that a check fails: ${check.sentence}`}
          checked={draft.ticked.has(seenKey(check))}
          onChange={(event) => tick(approval, check, event.target.checked)}
        />
      ))}
      <TextArea
        label={
          <>
            Note{' '}
            <span className="font-normal text-muted">
              {isNoteRequired(approval) ? '(kept with the decision)' : '(optional, kept with the decision)'}
            </span>
          </>
        }
        rows={1}
        aria-required={isNoteRequired(approval)}
        value={draft.note}
        onChange={(event) => change(approval, { note: event.target.value })}
      />
      <Trouble decision={decision} approval={approval} mayNot={mayNot} />
      <div className="flex flex-wrap items-end justify-end gap-2">
        {approval.phrase !== undefined && (
          <div className="min-w-0 basis-full">
            <Input
              label={`Type ${approval.phrase} to approve`}
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              placeholder={approval.phrase}
              value={draft.typed}
              onChange={(event) => change(approval, { typed: event.target.value })}
            />
          </div>
        )}
        {onStop !== undefined && <StopButton deployment={deployment} onPress={onStop} />}
        <Button
          type="submit"
          look="primary"
          className="min-h-9 whitespace-normal! max-sm:w-full"
          busy={decision.isSending || decision.isSent}
          disabledReason={mayNot ?? whyNotYet(approval, draft)}
        >
          {decisionName(approvalCount(approval, deployment.blueGreen?.ready), revision)}
        </Button>
      </div>
    </form>
  )
}

export function StopButton({ deployment, onPress }: { deployment: DeploymentSummary; onPress: () => void }) {
  return (
    <Button
      look="danger"
      className="min-h-9"
      disabledReason={whyNot(deployment.actions.stop, useMay('stopDeployment'))}
      onClick={onPress}
    >
      <span>
        Stop
        <span aria-hidden>…</span>
      </span>
    </Button>
  )
}

interface TroubleProps {
  decision: Decision
  approval: Approval
  mayNot: string | undefined
}

/** Why it cannot be sent, what the server answered, what has changed since: where the eyes are. */
function Trouble({ decision: { error, hasChanged, isSent, isKept }, approval, mayNot }: TroubleProps) {
  return (
    <>
      {mayNot !== undefined && !isKept && (
        <p className="flex flex-wrap items-center gap-x-2 text-sm text-ready-text">
          <span>◆ {mayNot}</span>
          <span className="text-text">
            Copy the link for somebody else <CopyButton text={location.href} what="link" />
          </span>
        </p>
      )}
      {isKept && (
        <p role="status" className="text-sm">
          {isSent
            ? 'Approved. The reroute begins…'
            : 'Your approval is kept, and so is its note. Others must approve too.'}
        </p>
      )}
      {hasChanged(approval) && (
        <p role="status" className="text-sm text-ready-text">
          ◆ Something changed since you began to decide. Look at the evidence again.
        </p>
      )}
      {error !== null && (
        <ErrorRegion
          what={error.code === 'StateChanged' ? 'What you saw has changed' : 'The reroute was not started'}
          error={error}
          stillWorks="Users are where they were; what you typed is kept."
        />
      )}
    </>
  )
}
