/** The two things that can be done after the switch; each asks once more, with its consequence. */
import type { DeploymentSummary } from '@sluice/model'
import { isTerminal } from '@sluice/model/deployment-status'
import { useState } from 'react'
import { useMay, whyNot } from '../../session/session.ts'
import { Button } from '../../ui/Button.tsx'
import { EndOriginalsDialog } from '../../components/EndOriginalsDialog.tsx'
import type { Approval } from './gate.ts'
import { revisionsOf } from '../../components/revisions.ts'
import { SendBackDialog } from '../../components/SendBackDialog.tsx'

interface AfterActionsProps {
  deployment: DeploymentSummary
  approval: Approval
  /** Not all users are on the replacement yet. */
  isMoving: boolean
}

export function AfterActions({ deployment, approval, isMoving }: AfterActionsProps) {
  const [open, setOpen] = useState<'back' | 'end' | undefined>(undefined)
  const maySend = useMay(isTerminal(deployment.status) ? 'rollBackDeployment' : 'stopDeployment')
  const mayEnd = useMay('continueDeployment')
  const { endTerminationWait } = deployment.actions
  const revisions = revisionsOf(deployment, approval.evidence)
  const close = () => setOpen(undefined)
  return (
    <div className="flex flex-wrap items-center gap-2 px-4 pt-3.5 sm:px-6">
      <Button look="danger" disabledReason={whyNot(approval.maySendBack, maySend)} onClick={() => setOpen('back')}>
        <span>
          {isMoving ? 'Stop and send users back' : 'Send users back'}
          <span aria-hidden>…</span>
        </span>
      </Button>
      {endTerminationWait?.allowed === true && (
        <Button disabledReason={whyNot(mayEnd)} onClick={() => setOpen('end')}>
          <span>
            End originals now
            <span aria-hidden>…</span>
          </span>
        </Button>
      )}
      {!approval.maySendBack.allowed && approval.maySendBack.reason !== undefined && (
        <span className="text-sm text-muted">{approval.maySendBack.reason}</span>
      )}
      {approval.maySendBack.allowed && isTerminal(deployment.status) && (
        <span className="text-sm text-muted">The originals are still there: users can be sent back at once.</span>
      )}
      <SendBackDialog
        deployment={deployment}
        revisions={revisions}
        lastSeconds={approval.lastWayBackSeconds}
        open={open === 'back'}
        onClose={close}
      />
      <EndOriginalsDialog deployment={deployment} revisions={revisions} open={open === 'end'} onClose={close} />
    </div>
  )
}
