/** One target, over the live view: how each of its events went, what a failed one says, and its log. */
import type { DeploymentSummary, DeploymentTarget, LifecycleEvent } from '@sluice/model'
import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { targetLook } from '../../../components/status.ts'
import { StatusWord } from '../../../components/StatusWord.tsx'
import { FleetName } from '../../../components/FleetName.tsx'
import { eventsOfSide, statusOf } from '../../../live/fleet.ts'
import type { Fleet } from '../../../live/fleet.ts'
import { op } from '../../../query/op.ts'
import { ErrorRegion } from '../../../ui/ErrorRegion.tsx'
import { Sheet } from '../../../ui/Dialog.tsx'
import { BoneRows, Loading } from '../../../ui/Skeleton.tsx'
import { Duration, Time } from '../../../ui/Time.tsx'
import { askAgainMs, hostsInTraffic } from '../fleet/use-traffic-reasons.ts'
import { RedeployToThese } from '../RedeployToThese.tsx'
import { isTerminalStatus } from '../terminal.ts'
import { LogPanel } from '../log/LogPanel.tsx'
import { useViewParams } from '../view-params.ts'
import { EventList } from './EventList.tsx'
import { Ledger } from './Ledger.tsx'

export function TargetSheet({ deployment, fleet }: { deployment: DeploymentSummary; fleet: Fleet | undefined }) {
  const { target, set } = useViewParams()
  const close = () => set('target', undefined)
  return (
    <Sheet
      open={target !== undefined}
      onClose={close}
      title={target ?? ''}
      description={`Host of ${deployment.deploymentId}`}
    >
      {target !== undefined && <TargetBody deployment={deployment} fleet={fleet} targetId={target} />}
    </Sheet>
  )
}

interface TargetBodyProps {
  deployment: DeploymentSummary
  fleet: Fleet | undefined
  targetId: string
}

function TargetBody({ deployment, fleet, targetId }: TargetBodyProps) {
  const { deploymentId } = deployment
  const query = useQuery({
    ...op('getDeploymentTarget', { deploymentId, targetId }),
    staleTime: 0,
    refetchInterval: fleet !== undefined && hostsInTraffic(fleet).includes(targetId) ? askAgainMs : false,
  })
  const ledger = useQuery({ ...op('getTargetLedger', { deploymentId, targetId }), staleTime: 0 })
  const row = rowOf(fleet, targetId)
  const { refetch } = query
  const { refetch: refetchLedger } = ledger
  useEffect(() => {
    if (row === undefined) return
    void refetch()
    void refetchLedger()
  }, [row, refetch, refetchLedger])

  const failure = query.error !== null && (
    <ErrorRegion
      what={`${targetId} could not be loaded`}
      error={query.error}
      stillWorks={query.data === undefined ? 'The deployment goes on.' : 'What is shown below may be out of date.'}
      onRetry={() => void refetch()}
    />
  )
  if (query.data === undefined)
    return (
      failure || (
        <Loading what={`Loading ${targetId}…`}>
          <BoneRows rows={8} />
        </Loading>
      )
    )
  const record = query.data.deploymentTarget.instanceTarget
  return (
    <div className="flex min-h-full flex-col gap-4">
      {failure}
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <StatusWord look={targetLook(record.status, record.startTime !== undefined)} />
        {record.instanceLabel !== undefined && <FleetName label={record.instanceLabel === 'Blue' ? 'B' : 'G'} />}
        <span className="text-muted">wave {record.wave}</span>
        {record.startTime !== undefined && (
          <span className="text-muted">
            <Duration from={record.startTime} to={record.endTime} precise />
          </span>
        )}
      </div>
      {record.statusReason !== undefined && <p>{record.statusReason}</p>}
      {record.silentSince !== undefined && (
        <p className="rounded-md border border-ready-line bg-warning-soft px-3 py-2">
          No report from {targetId} since <Time at={record.silentSince} style="clock" /> (
          <Duration from={record.silentSince} />
          ). It fails when the start limit ends.
        </p>
      )}
      {ledger.error !== null && ledger.data === undefined && (
        <ErrorRegion
          what="What it did here could not be loaded"
          error={ledger.error}
          stillWorks="The events and the log below are there."
          onRetry={() => void refetchLedger()}
        />
      )}
      {ledger.data !== undefined && <Ledger ledger={ledger.data} />}
      {isTerminalStatus(deployment.status) && ledger.data?.since?.state !== 'putRight' && (
        <p className="empty:hidden">
          <RedeployToThese
            deployment={deployment}
            names={[targetId]}
            ignoresStopFailures={ledger.data?.ignoresStopFailures}
          />
        </p>
      )}
      <EventList events={ownEvents(record, fleet)} ran={ledger.data?.events} />
      <section className="flex min-h-80 flex-1 flex-col overflow-hidden rounded-lg border border-line">
        <LogPanel deployment={deployment} fleet={fleet} host={targetId} />
      </section>
    </div>
  )
}

/** Events of the other fleet's side are skipped on it from the start: they say nothing of this host. */
function ownEvents({ lifecycleEvents, index }: DeploymentTarget, fleet: Fleet | undefined): readonly LifecycleEvent[] {
  if (fleet?.labels === undefined) return lifecycleEvents
  const own = eventsOfSide(fleet, index).map((at) => fleet.events[at])
  return lifecycleEvents.filter((event) => own.includes(event.lifecycleEventName))
}

/** What the fleet says of this target, as one text: when it changes the full record is asked for again. */
function rowOf(fleet: Fleet | undefined, targetId: string): string | undefined {
  const index = fleet?.names.indexOf(targetId) ?? -1
  if (fleet === undefined || index < 0) return undefined
  return `${statusOf(fleet, index)} ${fleet.steps[index]} ${fleet.silentSince[index]}`
}
