/** The command to paste, and the host as soon as it is here, with the groups that it is in. */
import type { Output } from '@sluice/api/contracts'
import type { InstanceRow } from '@sluice/model'
import { useTopic } from '../../live/bridge.ts'
import { Button } from '../../ui/Button.tsx'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { Time } from '../../ui/Time.tsx'
import { HostNeeds } from './HostNeeds.tsx'
import { NowIn } from './NowIn.tsx'

interface EnrolCommandProps {
  made: Output<'createEnrolmentToken'>
  /** The only one that may use it, when it was made for one. */
  instanceName: string | undefined
  /** Who was registered before. */
  before: readonly string[]
  onClose: () => void
}

export function EnrolCommand({ made, instanceName, before, onClose }: EnrolCommandProps) {
  const rows = useTopic('instances').data ?? []
  const arrived = rows.find(
    (row) =>
      row.deregisterTime === undefined &&
      (instanceName === undefined ? !before.includes(row.instanceName) : row.instanceName === instanceName),
  )
  const isHere = arrived?.connected === true
  return (
    <div className="flex flex-col gap-4">
      <p>
        Paste this on the host. It is good once, until <Time at={made.expireTime} style="clock" />.
      </p>
      <div className="flex items-start gap-2 rounded-md bg-log-bg p-3 text-log-text">
        <pre className="mono min-w-0 flex-1 overflow-x-auto whitespace-pre-wrap [overflow-wrap:anywhere]">
          {made.command}
        </pre>
        <CopyButton text={made.command} what="command" onDark />
      </div>
      <HostNeeds />
      <div role="status">
        <Arrival arrived={arrived} />
      </div>
      {arrived !== undefined && <NowIn instanceName={arrived.instanceName} />}
      <div className="flex justify-end">
        <Button look={isHere ? 'primary' : 'default'} onClick={onClose}>
          {isHere ? 'Done' : 'Close'}
        </Button>
      </div>
    </div>
  )
}

/** Registered is not yet here: the agent may never have been started. */
function Arrival({ arrived }: { arrived: InstanceRow | undefined }) {
  if (arrived === undefined) return <p className="text-muted">Waiting for the host…</p>
  if (arrived.connected) return <p className="font-semibold text-success-text">✓ {arrived.instanceName} is here.</p>
  return (
    <p className="text-muted">
      {arrived.instanceName} is registered, waiting for its first contact… If it does not come, look at what the agent
      printed there.
    </p>
  )
}
