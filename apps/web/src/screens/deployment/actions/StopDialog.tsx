/** Stopping: two ways, each with what it means for the hosts right now, and what became of the wish. */
import type { DeploymentSummary } from '@sluice/model'
import { useEffect, useState } from 'react'
import { useOperation } from '../../../query/op.ts'
import { paths } from '../../../paths.ts'
import { Button, ButtonLink } from '../../../ui/Button.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { ErrorRegion } from '../../../ui/ErrorRegion.tsx'
import { TextArea } from '../../../ui/Field.tsx'
import { wallNow } from '../../../ui/clock.ts'
import { Time } from '../../../ui/Time.tsx'
import { toast } from '../../../ui/Toast.tsx'
import { isTerminalStatus } from '../terminal.ts'
import { hosts } from './counted-hosts.ts'
import { stopChoices } from './stop-choices.ts'
import type { StopChoice } from './stop-choice.ts'
import { useUntouched } from './use-untouched.ts'

const consequence = 'Running hosts finish the lifecycle event they are in. No further host starts.'

interface StopDialogProps {
  deployment: DeploymentSummary
  /** The numbers shown may be out of date. */
  isStale: boolean
  open: boolean
  onClose: () => void
}

export function StopDialog({ deployment, isStale, open, onClose }: StopDialogProps) {
  const { deploymentId, deploymentGroupName } = deployment
  const stop = useOperation('stopDeployment')
  const [acceptedAt, setAcceptedAt] = useState<number | undefined>(undefined)
  const [note, setNote] = useState('')
  const send = (autoRollbackEnabled: boolean) =>
    stop.mutate(
      { deploymentId, autoRollbackEnabled, ...(note.trim() !== '' && { note }) },
      { onSuccess: () => setAcceptedAt(wallNow()) },
    )
  const close = () => {
    stop.reset()
    setAcceptedAt(undefined)
    setNote('')
    onClose()
  }
  const isSent = stop.isPending || acceptedAt !== undefined
  return (
    <Dialog
      wide
      open={open}
      onClose={close}
      title={`Stop ${deploymentId} on ${deploymentGroupName}?`}
      description={isStale ? `${consequence} Status may have changed; the server checks before it stops.` : consequence}
    >
      {isSent ? (
        <Stages deployment={deployment} acceptedAt={acceptedAt} onClose={close} />
      ) : (
        <>
          <NoteField value={note} onChange={setNote} />
          <Choices deployment={deployment} onChoose={send} onCancel={close} />
        </>
      )}
      {stop.error !== null && (
        <ErrorRegion what="The deployment was not stopped" error={stop.error} stillWorks="It goes on as before." />
      )}
    </Dialog>
  )
}

function stoppedText({ deploymentId, rollbackInfo }: DeploymentSummary): string {
  const rollback = rollbackInfo?.rollbackDeploymentId
  return rollback === undefined ? `Stopped ${deploymentId}` : `Stopped ${deploymentId}; ${rollback} rolls it back`
}

function NoteField({ value, onChange }: { value: string; onChange: (note: string) => void }) {
  return (
    <div className="mb-4">
      <TextArea
        label={
          <>
            Why <span className="font-normal text-muted">(optional, kept with the deployment)</span>
          </>
        }
        rows={1}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  )
}

interface ChoicesProps {
  deployment: DeploymentSummary
  onChoose: (rollBack: boolean) => void
  onCancel: () => void
}

function Choices({ deployment, onChoose, onCancel }: ChoicesProps) {
  const { leave, back } = stopChoices(deployment, useUntouched(deployment))
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2">
        <Choice choice={leave} onChoose={() => onChoose(false)} />
        <Choice choice={back} onChoose={() => onChoose(true)} />
      </div>
      <div className="mt-4 flex justify-end">
        <Button onClick={onCancel}>Cancel</Button>
      </div>
    </>
  )
}

function Choice({ choice, onChoose }: { choice: StopChoice; onChoose: () => void }) {
  return (
    <section className="flex flex-col gap-2 rounded-lg border border-line p-4">
      <h3 className="font-semibold">{choice.title}</h3>
      <ul className="flex flex-col gap-1">
        {choice.lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <p className="mb-2 text-xs text-muted">{choice.wayBack}</p>
      <div className="mt-auto">
        <Button look="danger" className="w-full" disabledReason={choice.disabledReason} onClick={onChoose}>
          {choice.button}
        </Button>
      </div>
    </section>
  )
}

interface StagesProps {
  deployment: DeploymentSummary
  acceptedAt: number | undefined
  onClose: () => void
}

/** Sent, accepted, stopped: never claimed before it happened. Once it has, there is nothing left to read here. */
function Stages({ deployment, acceptedAt, onClose }: StagesProps) {
  const { status, completeTime } = deployment
  const isOver = isTerminalStatus(status)
  const rollback = deployment.rollbackInfo?.rollbackDeploymentId
  const isDone = acceptedAt !== undefined && status === 'Stopped'
  useEffect(() => {
    if (!isDone) return
    toast(stoppedText(deployment))
    onClose()
  })
  return (
    <div className="flex flex-col gap-3">
      <ol role="status" aria-label="Progress of the stop" className="flex flex-wrap gap-x-2 text-lg">
        <li>Sent…</li>
        {acceptedAt !== undefined && (
          <li>
            accepted <Time at={acceptedAt} style="clock" />
            {!isOver && ' …'}
          </li>
        )}
        {acceptedAt !== undefined && isOver && completeTime !== undefined && (
          <li className="font-semibold">
            {status.toLowerCase()} <Time at={completeTime} style="clock" />
          </li>
        )}
      </ol>
      {acceptedAt !== undefined && !isOver && (
        <p className="text-muted">
          {hosts(deployment.stopConsequences.leftPartWay, ['still finishes its event.', 'still finish their event.'])}
        </p>
      )}
      <div className="flex flex-wrap gap-2">
        {isOver && rollback !== undefined && (
          <ButtonLink look="primary" to={paths.deployment(rollback)} onClick={onClose}>
            Open the rollback {rollback}
          </ButtonLink>
        )}
        <Button onClick={onClose}>Close</Button>
      </div>
    </div>
  )
}
