/** The hosts of a target group as their balancer sees them: who they serve, how healthy and why, what is open, how fast. */
import type { MemberInfo } from '@sluice/api/contracts'
import type { MemberTraffic } from '@sluice/model'
import type { FleetLabel } from '../live/fleet.ts'
import { Table, Td, Th } from '../ui/Table.tsx'
import { Time } from '../ui/Time.tsx'
import { FleetName } from './FleetName.tsx'
import type { StatusLook } from './status.ts'
import { StatusWord } from './StatusWord.tsx'

export interface MembersTableProps {
  /** Its name: "Members of storefront". */
  label: string
  members: readonly MemberInfo[]
  /** Blue/green: the fleet of a host, when it has one. */
  fleetOf?: ((targetId: string) => FleetLabel | undefined) | undefined
  /** The balancer's own words while it moves a host's traffic. */
  reasonOf?: ((targetId: string) => string | undefined) | undefined
}

export function MembersTable({ label, members, fleetOf, reasonOf }: MembersTableProps) {
  return (
    <Table aria-label={label}>
      <thead>
        <tr>
          <Th>Host</Th>
          {fleetOf !== undefined && <Th>Fleet</Th>}
          <Th>Traffic</Th>
          <Th>Health</Th>
          <Th className="text-right">Open</Th>
          <Th className="text-right">Requests/s</Th>
          <Th className="text-right">Errors</Th>
          <Th className="text-right">p95</Th>
        </tr>
      </thead>
      <tbody>
        {members.map((member) => (
          <tr key={member.targetId} className="hover:bg-surface">
            <Td>
              <span className="mono font-semibold break-all">{member.targetId}</span>
              <div className="mono text-xs text-muted">
                {member.address}:{member.port}
              </div>
            </Td>
            {fleetOf !== undefined && <FleetCell label={fleetOf(member.targetId)} />}
            <Td>
              <StatusWord look={trafficLooks[member.traffic]} className="text-xs" />
              <div className="text-xs whitespace-nowrap text-muted">
                {member.traffic === 'draining' && member.drainingSince !== undefined ? (
                  <>
                    since <Time at={member.drainingSince} style="clock" />
                  </>
                ) : (
                  `weight ${member.weight}`
                )}
              </div>
            </Td>
            <Td className="min-w-40">
              <Health member={member} reason={reasonOf?.(member.targetId)} />
            </Td>
            <Td className="text-right">{member.open?.toLocaleString('en') ?? '–'}</Td>
            <Measured member={member} />
          </tr>
        ))}
      </tbody>
    </Table>
  )
}

const trafficLooks: Record<MemberTraffic, StatusLook> = {
  production: { glyph: 'success', tone: 'neutral', word: 'Users' },
  test: { glyph: 'pending', tone: 'neutral', word: 'Test requests only' },
  draining: { glyph: 'stopped', tone: 'ready', word: 'Draining' },
}

const healthLooks: Record<NonNullable<MemberInfo['health']>['state'], StatusLook> = {
  healthy: { glyph: 'success', tone: 'success', word: 'Healthy' },
  unhealthy: { glyph: 'failed', tone: 'failed', word: 'Unhealthy' },
  unknown: { glyph: 'unknown', tone: 'neutral', word: 'Not known yet' },
}

function FleetCell({ label }: { label: FleetLabel | undefined }) {
  return (
    <Td>
      {label === undefined ? <span className="text-muted">not of this deployment</span> : <FleetName label={label} />}
    </Td>
  )
}

function Health({ member: { health }, reason }: { member: MemberInfo; reason: string | undefined }) {
  const look = healthLooks[health?.state ?? 'unknown']
  const words = reason ?? health?.reason ?? 'the balancer has not been heard of it'
  return (
    <>
      <StatusWord look={look} className="text-xs" />
      <div className="text-xs text-muted [overflow-wrap:anywhere]">
        {words}
        {health !== undefined && (
          <>
            {words === '' ? '' : ', '}since <Time at={health.since} style="clock" />
          </>
        )}
      </div>
    </>
  )
}

/** The last minute. */
function Measured({ member: { measured } }: { member: MemberInfo }) {
  if (measured === undefined)
    return (
      <>
        <Td className="text-right">–</Td>
        <Td className="text-right">–</Td>
        <Td className="text-right">–</Td>
      </>
    )
  return (
    <>
      <Td className="text-right">{measured.requestsPerSecond.toFixed(1)}</Td>
      <Td className={measured.errors > 0 ? 'text-right font-semibold text-failed-text' : 'text-right'}>
        {measured.errors.toLocaleString('en')}
      </Td>
      <Td className="text-right whitespace-nowrap">
        {measured.p95Ms === undefined ? '–' : `${Math.round(measured.p95Ms)} ms`}
      </Td>
    </>
  )
}
