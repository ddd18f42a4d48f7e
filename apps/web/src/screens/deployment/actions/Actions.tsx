/** What may be done with this deployment now. The server says what its state allows, the session what the person may. */
import type { DeploymentSummary } from '@sluice/model'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { useCommand, useKeyCommand } from '../../../components/commands.ts'
import { paths } from '../../../paths.ts'
import { useOperation } from '../../../query/op.ts'
import { useMay, whyNot } from '../../../session/session.ts'
import { Button, GoButton } from '../../../ui/Button.tsx'
import { RollBackDialog } from './RollBackDialog.tsx'
import { StopDialog } from './StopDialog.tsx'

export function Actions({ deployment, isStale }: { deployment: DeploymentSummary; isStale: boolean }) {
  const [open, setOpen] = useState<'stop' | 'rollBack' | undefined>(undefined)
  const { actions } = deployment
  const whyNoStop = whyNot(actions.stop, useMay('stopDeployment'))
  const whyNoRollBack = whyNot(actions.rollBack, useMay('rollBackDeployment'))
  const { deploymentId } = deployment
  useKeyCommand({ name: `Stop ${deploymentId}`, whyNot: whyNoStop, shortcut: 'stop', run: () => setOpen('stop') })
  useKeyCommand({
    name: `Roll back ${deploymentId}`,
    whyNot: whyNoRollBack,
    shortcut: 'rollBack',
    run: () => setOpen('rollBack'),
  })
  return (
    <>
      <HoldButton deployment={deployment} />
      <Button disabledReason={whyNoStop} onClick={() => setOpen('stop')}>
        <Asking name="Stop" />
      </Button>
      <RedeployButton deployment={deployment} />
      <Button disabledReason={whyNoRollBack} onClick={() => setOpen('rollBack')}>
        <Asking name="Roll back" />
      </Button>
      <StopDialog deployment={deployment} isStale={isStale} open={open === 'stop'} onClose={() => setOpen(undefined)} />
      <RollBackDialog deployment={deployment} open={open === 'rollBack'} onClose={() => setOpen(undefined)} />
      {actions.reroute !== undefined && <ApproveCommand deployment={deployment} />}
    </>
  )
}

/** Deciding is for its own screen, with the evidence. */
function ApproveCommand({ deployment: { deploymentId, actions } }: { deployment: DeploymentSummary }) {
  const navigate = useNavigate()
  const whyNotYet = whyNot(actions.reroute ?? { allowed: true })
  useCommand({
    name: `Approve ${deploymentId}`,
    whyNot: whyNotYet,
    run: () => void navigate(paths.approval(deploymentId)),
  })
  return null
}

/** The dots say that a question follows; they are no part of the name. */
function Asking({ name }: { name: string }) {
  return (
    <span>
      {name}
      <span aria-hidden>…</span>
    </span>
  )
}

/** Hold and continue undo each other: no dialog. Shown while the deployment runs. */
function HoldButton({ deployment }: { deployment: DeploymentSummary }) {
  const { deploymentId, actions, held } = deployment
  const hold = useOperation('holdDeployment')
  const goOn = useOperation('continueDeployment')
  const mayHold = useMay('holdDeployment')
  const mayContinue = useMay('continueDeployment')
  const failure = hold.error ?? goOn.error
  const isHeld = held !== undefined
  useCommand({
    name: `${isHeld ? 'Continue' : 'Hold'} ${deploymentId}`,
    whyNot: isHeld ? whyNot(actions.continue, mayContinue) : whyNot(actions.hold, mayHold),
    run: () => (isHeld ? goOn.mutate({ deploymentId, deploymentWaitType: 'HOLD' }) : hold.mutate({ deploymentId })),
  })
  return (
    <>
      {failure !== null && (
        <span role="alert" className="text-sm text-failed-text">
          ✕ {failure.message}
        </span>
      )}
      {held === undefined ? (
        <Button
          disabledReason={whyNot(actions.hold, mayHold)}
          busy={hold.isPending}
          onClick={() => hold.mutate({ deploymentId })}
        >
          Hold
        </Button>
      ) : (
        <Button
          look="primary"
          disabledReason={whyNot(actions.continue, mayContinue)}
          busy={goOn.isPending}
          onClick={() => goOn.mutate({ deploymentId, deploymentWaitType: 'HOLD' })}
        >
          Continue
        </Button>
      )}
    </>
  )
}

function RedeployButton({ deployment }: { deployment: DeploymentSummary }) {
  const navigate = useNavigate()
  const reason = whyNot(deployment.actions.redeploy, useMay('createDeployment'))
  const to = paths.newDeployment({ from: deployment.deploymentId })
  const name = `Redeploy ${deployment.deploymentId}`
  useKeyCommand({ name, whyNot: reason, shortcut: 'redeploy', run: () => void navigate(to) })
  return (
    <GoButton disabledReason={reason} to={to}>
      Redeploy
    </GoButton>
  )
}
