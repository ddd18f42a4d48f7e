/** Rolling back: what it will deploy and where, and the way back from there. It is a new deployment, linked to this one. */
import type { DeploymentSummary } from '@sluice/model'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, useNavigate } from 'react-router'
import { paths } from '../../../paths.ts'
import { op, useOperation } from '../../../query/op.ts'
import { Button } from '../../../ui/Button.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { Checkbox } from '../../../ui/Field.tsx'
import { ErrorRegion } from '../../../ui/ErrorRegion.tsx'
import { Bone, Loading } from '../../../ui/Skeleton.tsx'
import { toast } from '../../../ui/Toast.tsx'
import { TypeName, useRollBackPlan } from './roll-back-confirmation.tsx'
import { ByDeploying, ByTraffic } from './RollBackWays.tsx'

interface RollBackDialogProps {
  deployment: DeploymentSummary
  open: boolean
  onClose: () => void
}

export function RollBackDialog({ deployment, open, onClose }: RollBackDialogProps) {
  const { deploymentId, deploymentGroupName, revisionName, previousRevisionName } = deployment
  const navigate = useNavigate()
  const rollBack = useOperation('rollBackDeployment')
  const { way, error, retry } = useWay(deployment, open)
  const [typed, setTyped] = useState('')
  const [onlyChanged, setOnlyChanged] = useState(false)
  const asked = useRollBackPlan(deploymentId, { enabled: open && way === 'deploying', onlyChanged })
  const reason = whyNotNow(way) ?? asked.reasonFor(typed)
  const send = () => {
    if (reason !== undefined || rollBack.isPending) return
    rollBack.mutate(
      { deploymentId, ...(onlyChanged && { onlyChangedHosts: true }) },
      {
        onSuccess: (started) => {
          toast(`Rolling ${deploymentGroupName} back to ${started.revisionName ?? 'the originals'}`)
          onClose()
          void navigate(paths.deployment(started.deploymentId))
        },
      },
    )
  }
  const close = () => {
    rollBack.reset()
    setTyped('')
    setOnlyChanged(false)
    onClose()
  }
  return (
    <Dialog open={open} onClose={close} title={`Roll back ${deploymentId} on ${deploymentGroupName}?`}>
      {way === undefined && error === null && (
        <Loading what="Asking whether the originals are still there…" onRetry={retry}>
          <Bone className="h-24" />
        </Loading>
      )}
      {way === undefined && error !== null && (
        <ErrorRegion
          what="How it would be rolled back is not known"
          error={error}
          stillWorks="Nothing was changed."
          onRetry={retry}
        />
      )}
      {way === 'traffic' && <ByTraffic deployment={deployment} />}
      {way === 'deploying' && <ByDeploying deployment={deployment} to={asked.to?.text} />}
      {asked.only !== undefined && (
        <div className="mt-3">
          <Checkbox
            label="Only hosts that it changed"
            hint={asked.only.reason ?? asked.only.others}
            disabled={!asked.only.allowed}
            checked={onlyChanged}
            onChange={(event) => {
              rollBack.reset()
              setTyped('')
              setOnlyChanged(event.target.checked)
            }}
          />
        </div>
      )}
      {asked.error !== null && (
        <ErrorRegion
          what="What it would do at once is not known"
          error={asked.error}
          stillWorks="Nothing was changed."
          onRetry={asked.retry}
        />
      )}
      {asked.to?.confirm !== undefined && (
        <TypeName confirm={asked.to.confirm} typed={typed} onType={setTyped} onSubmit={send} />
      )}
      {rollBack.error !== null && (
        <ErrorRegion what="The rollback was not started" error={rollBack.error} stillWorks="Nothing was changed." />
      )}
      {way === 'deploying' && (
        <p className="mt-3 text-sm">
          <Link
            className="link"
            to={paths.newDeployment({
              from: deploymentId,
              previous: 'true',
              ...(onlyChanged && { hosts: 'changed' }),
            })}
          >
            Look at what would change first
          </Link>
        </p>
      )}
      <div className="mt-5 flex flex-wrap justify-end gap-2">
        <Button look="quiet" onClick={close}>
          Keep {revisionName}
        </Button>
        <Button look="primary" busy={rollBack.isPending} disabledReason={reason} onClick={send}>
          {buttonWords(way, previousRevisionName)}
        </Button>
      </div>
    </Dialog>
  )
}

type Way = 'traffic' | 'deploying'

function whyNotNow(way: Way | undefined): string | undefined {
  return way === undefined ? 'Which way it would go is not known yet.' : undefined
}

function buttonWords(way: Way | undefined, before: string | undefined): string {
  if (way === undefined) return 'Roll back'
  return way === 'traffic' ? 'Send users back' : `Roll back to ${before ?? 'the revision before'}`
}

/** While the originals of a blue/green deployment live, users go back to them and nothing is installed. The server knows. */
function useWay({ deploymentId, blueGreen }: DeploymentSummary, open: boolean) {
  const isAsked = blueGreen?.kind === 'forward'
  const asked = useQuery({ ...op('getApproval', { deploymentId }), enabled: open && isAsked })
  const known: Way | undefined = asked.data && (asked.data.maySendBack.allowed ? 'traffic' : 'deploying')
  return { way: isAsked ? known : ('deploying' as const), error: asked.error, retry: () => void asked.refetch() }
}
