/**
 * What a blue/green deployment waits for, above everything else: a person who moves the users, or the end of the originals.
 * Deadlines run on the server's time and say what happens at zero.
 */
import type { BlueGreenStanding, DeploymentSummary } from '@sluice/model'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { TimeLeft } from '../../../components/Countdown.tsx'
import { atZero } from '../../../components/deadline.ts'
import { EndOriginalsDialog } from '../../../components/EndOriginalsDialog.tsx'
import { revisionsOf } from '../../../components/revisions.ts'
import { SendBackDialog } from '../../../components/SendBackDialog.tsx'
import { waitsForWords } from '../../../components/status.ts'
import { paths } from '../../../paths.ts'
import { op } from '../../../query/op.ts'
import { useMay, whyNot } from '../../../session/session.ts'
import { Button, ButtonLink } from '../../../ui/Button.tsx'
import { Time } from '../../../ui/Time.tsx'

export function Waiting({ deployment }: { deployment: DeploymentSummary }) {
  const { blueGreen, status } = deployment
  if (blueGreen === undefined) return null
  if (status === 'Ready' && blueGreen.ready !== undefined && blueGreen.ready.ended === undefined)
    return <ForReroute deployment={deployment} ready={blueGreen.ready} />
  if (blueGreen.step === 'terminationWait') return <ForOriginals deployment={deployment} standing={blueGreen} />
  return null
}

interface ForRerouteProps {
  deployment: DeploymentSummary
  ready: NonNullable<BlueGreenStanding['ready']>
}

function ForReroute({ deployment, ready }: ForRerouteProps) {
  const { until, approvers, approvals } = ready
  const { before, effect, after } = atZero(ready, revisionsOf(deployment))
  const mayContinue = useMay('continueDeployment')
  const approval = useQuery(op('getApproval', { deploymentId: deployment.deploymentId })).data
  const mayNot = approval && whyNot(mayContinue, approval.mayApprove)
  const waits = approval === undefined ? 'Waiting for somebody' : waitsForWords(mayNot === undefined)
  const names = approvals.map((approval) => approval.by).join(', ')
  return (
    <Banner
      name={waits}
      title={`${waits} to reroute the traffic`}
      action={
        <ButtonLink look={mayNot === undefined ? 'primary' : 'default'} to={paths.approval(deployment.deploymentId)}>
          {mayNot === undefined ? 'Review and reroute' : 'Review'}
        </ButtonLink>
      }
    >
      {until !== undefined && (
        <>
          Decide by <Time at={until} style="short" />, <TimeLeft until={until} />.{' '}
        </>
      )}
      {before + effect + after}
      {approvers > 0 && (
        <>
          {' '}
          {`${approvals.length} of ${approvers} ${approvers === 1 ? 'approval' : 'approvals'} given`}
          {names === '' ? '.' : ` (${names}).`}
        </>
      )}
      {mayNot !== undefined && ` You may not approve: ${mayNot}`}
    </Banner>
  )
}

const notKnownYet = { allowed: false, reason: 'Whether users can go back is not known yet.' }

function ForOriginals({ deployment, standing }: { deployment: DeploymentSummary; standing: BlueGreenStanding }) {
  const [open, setOpen] = useState<'back' | 'end' | undefined>(undefined)
  const close = () => setOpen(undefined)
  const { keptUntil } = standing.originals
  const { endTerminationWait } = deployment.actions
  const mayEnd = useMay('continueDeployment')
  const maySend = useMay('stopDeployment')
  const approval = useQuery(op('getApproval', { deploymentId: deployment.deploymentId })).data
  const revisions = revisionsOf(deployment, approval?.evidence)
  return (
    <Banner
      name="Traffic moved"
      title={
        <>
          Traffic moved, originals kept
          {keptUntil !== undefined && (
            <>
              {' until '}
              <Time at={keptUntil} style="short" />
            </>
          )}
        </>
      }
      action={
        <>
          <Button
            look="danger"
            disabledReason={whyNot(approval?.maySendBack ?? notKnownYet, maySend)}
            onClick={() => setOpen('back')}
          >
            Send users back…
          </Button>
          {endTerminationWait !== undefined && (
            <Button disabledReason={whyNot(endTerminationWait, mayEnd)} onClick={() => setOpen('end')}>
              End originals now…
            </Button>
          )}
          <ButtonLink look="primary" to={paths.approval(deployment.deploymentId)}>
            Watch both fleets
          </ButtonLink>
        </>
      }
    >
      Until then users can be sent back at once
      {keptUntil !== undefined && (
        <>
          , <TimeLeft until={keptUntil} />
        </>
      )}
      .
      <SendBackDialog
        deployment={deployment}
        revisions={revisions}
        lastSeconds={approval?.lastWayBackSeconds}
        open={open === 'back'}
        onClose={close}
      />
      <EndOriginalsDialog deployment={deployment} revisions={revisions} open={open === 'end'} onClose={close} />
    </Banner>
  )
}

interface BannerProps {
  name: string
  title: ReactNode
  action: ReactNode
  children: ReactNode
}

function Banner({ name, title, action, children }: BannerProps) {
  return (
    <section
      aria-label={name}
      className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-b border-ready-line bg-warning-soft px-4 py-2.5 sm:px-6"
    >
      <div className="min-w-0">
        <h2 className="text-lg font-semibold">
          <span aria-hidden className="text-ready-text">
            ◆{' '}
          </span>
          {title}
        </h2>
        <p className="text-sm">{children}</p>
      </div>
      <div className="flex flex-wrap gap-2">{action}</div>
    </section>
  )
}
