/** On phones: both ways at the thumb, always in sight. The decision itself fills the screen. */
import type { DeploymentSummary } from '@sluice/model'
import { useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { Sheet } from '../../ui/Dialog.tsx'
import { DecisionForm, StopButton } from './DecisionForm.tsx'
import { Verdict } from './EvidenceCard.tsx'
import { approvalCount } from './gate.ts'
import type { Approval } from './gate.ts'
import type { Decision } from './use-decision.ts'

interface PhoneBarProps {
  deployment: DeploymentSummary
  approval: Approval
  decision: Decision
  replacement: string
  onStop: () => void
}

export function PhoneBar({ deployment, approval, decision, replacement, onStop }: PhoneBarProps) {
  const [open, setOpen] = useState(false)
  const { given, needed, isLast } = approvalCount(approval, deployment.blueGreen?.ready)
  return (
    <div
      role="group"
      aria-label="Decide"
      className="sticky bottom-16 z-20 flex gap-2 border-t border-line bg-bg px-4 py-2 *:flex-1"
    >
      <StopButton deployment={deployment} onPress={onStop} />
      <Button look="primary" onClick={() => setOpen(true)}>
        Review & approve
      </Button>
      <Sheet
        open={open}
        onClose={() => setOpen(false)}
        title={`${isLast ? 'Reroute traffic' : 'Approve the reroute'} to ${replacement} on ${deployment.deploymentGroupName}?`}
        description={`${isLast ? 'All users are moved.' : `No user is moved yet: this is approval ${given + 1} of ${needed}.`} What you type is kept when you close this.`}
      >
        <div className="flex flex-col gap-4">
          {approval.evidence !== undefined && <Verdict checks={approval.evidence.checks} />}
          <DecisionForm deployment={deployment} approval={approval} decision={decision} />
        </div>
      </Sheet>
    </div>
  )
}
