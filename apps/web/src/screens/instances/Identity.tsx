/** Who a host is, and what is known of it now. */
import type { InstanceInfo } from '@sluice/api/contracts'
import type { InstanceRow } from '@sluice/model'
import type { ReactNode } from 'react'
import { Card } from '../../ui/Card.tsx'
import { Time } from '../../ui/Time.tsx'
import { LastContact, ScalingGroupName, Tags } from './HostLook.tsx'

interface IdentityProps {
  info: InstanceInfo
  row: InstanceRow
  /** Of the live topic. */
  state: string
}

export function Identity({ info, row, state }: IdentityProps) {
  return (
    <Card title="Host" state={state === 'live' ? 'live' : 'stale'}>
      <dl className="grid grid-cols-[7rem_minmax(0,1fr)] gap-y-2 [overflow-wrap:anywhere]">
        <Fact name="Last contact">
          <LastContact row={row} />
        </Fact>
        <Fact name="Agent">
          <span className="mono">{row.agentVersion}</span> on {row.os}
        </Fact>
        <Fact name="Tags">
          <Tags tags={row.tags} />
          <ScalingGroupName tags={row.tags} />
          {row.tags.length === 0 && <span className="text-muted">none</span>}
        </Fact>
        <Fact name="Reached at">
          {info.address === undefined ? (
            <span className="text-muted">not known</span>
          ) : (
            <span className="mono">{info.port === undefined ? info.address : `${info.address}:${info.port}`}</span>
          )}
          <div className="text-xs text-muted">by load balancers</div>
        </Fact>
        <Fact name="Registered">
          <Time at={row.registerTime} />
          {info.enrolledBy !== '' && <> by {info.enrolledBy}</>}
        </Fact>
        {row.deregisterTime !== undefined && (
          <Fact name="Deregistered">
            <Time at={row.deregisterTime} />
          </Fact>
        )}
        <Fact name="ARN">
          <span className="mono text-xs">{info.instanceArn}</span>
        </Fact>
      </dl>
    </Card>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="contents">
      <dt className="text-muted">{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
