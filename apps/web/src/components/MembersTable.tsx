/** The hosts of a target group as their balancer sees them: who they serve, how healthy and why, what is open, how fast. */
import type { MemberInfo } from '@sluice/api/contracts'
import type { MemberTraffic } from '@sluice/model'
import { useState } from 'react'
import type { FleetLabel } from '../live/fleet.ts'
import { Button } from '../ui/Button.tsx'
import { Td, Th } from '../ui/Table.tsx'
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

/** More rows than this cost every drawing, and nobody reads them: they are shown when asked for. */
const mostRows = 60

export function MembersTable({ members, ...table }: MembersTableProps) {
  const [isAll, setIsAll] = useState(false)
  const shown = isAll || members.length <= mostRows ? members : worstFirst(members).slice(0, mostRows)
  return (
    <>
      <Rows members={shown} {...table} />
      {shown.length < members.length && (
        <p className="flex flex-wrap items-center gap-x-2 px-3.5 py-2 text-sm text-muted">
          {shown.length} of {members.length.toLocaleString('en')} hosts, those that are not healthy first.
          <Button look="quiet" onClick={() => setIsAll(true)}>
            Show all {members.length.toLocaleString('en')}
          </Button>
        </p>
      )}
    </>
  )
}

function worstFirst(members: readonly MemberInfo[]): readonly MemberInfo[] {
  const isIll = ({ health }: MemberInfo) => health?.state !== 'healthy'
  return [...members.filter(isIll), ...members.filter((member) => !isIll(member))]
}

function Rows({ label, members, fleetOf, reasonOf }: MembersTableProps) {
  return (
    <div
      role="group"
      aria-label={`${label}, table`}
      tabIndex={0}
      className="relative overflow-x-auto -outline-offset-2"
    >
      <table aria-label={label} className="w-full border-collapse text-left">
        <thead>
          <tr>
            <Th>Host</Th>
            <Th className="max-sm:hidden">Traffic</Th>
            <Th>Health</Th>
            <Th className="text-right">Open</Th>
            <Th className="text-right">Requests</Th>
            <Th className="text-right">p95</Th>
          </tr>
        </thead>
        <tbody>
          {members.map((member) => (
            <tr key={member.targetId} className="hover:bg-surface">
              <Td>
                <span className="mono font-semibold break-all">{member.targetId}</span>
                {fleetOf !== undefined && <Fleet label={fleetOf(member.targetId)} />}
                <div className="mono text-xs text-muted">
                  {member.address}:{member.port}
                </div>
                <div className="mt-1 sm:hidden">
                  <Traffic member={member} />
                </div>
              </Td>
              <Td className="max-sm:hidden">
                <Traffic member={member} />
              </Td>
              <Td className="min-w-32">
                <Health member={member} reason={reasonOf?.(member.targetId)} />
              </Td>
              <Td className="text-right">{member.open?.toLocaleString('en') ?? '–'}</Td>
              <Measured member={member} />
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Traffic({ member: { traffic, drainingSince, weight } }: { member: MemberInfo }) {
  return (
    <>
      <StatusWord look={trafficLooks[traffic]} className="text-xs" />
      <div className="text-xs whitespace-nowrap text-muted">
        {traffic === 'draining' && drainingSince !== undefined ? (
          <>
            since <Time at={drainingSince} style="clock" />
          </>
        ) : (
          `weight ${weight}`
        )}
      </div>
    </>
  )
}

const trafficLooks: Record<MemberTraffic, StatusLook> = {
  production: { glyph: 'success', tone: 'neutral', word: 'Users' },
  test: { glyph: 'pending', tone: 'neutral', word: 'Test only' },
  draining: { glyph: 'stopped', tone: 'ready', word: 'Draining' },
}

const healthLooks: Record<NonNullable<MemberInfo['health']>['state'], StatusLook> = {
  healthy: { glyph: 'success', tone: 'success', word: 'Healthy' },
  unhealthy: { glyph: 'failed', tone: 'failed', word: 'Unhealthy' },
  unknown: { glyph: 'unknown', tone: 'neutral', word: 'Not known yet' },
}

function Fleet({ label }: { label: FleetLabel | undefined }) {
  if (label === undefined) return <div className="text-xs text-muted">not of this deployment</div>
  return (
    <div className="text-xs">
      <FleetName label={label} />
    </div>
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
  const { requestsPerSecond, errors = 0, p95Ms } = measured ?? {}
  return (
    <>
      <Td className="text-right whitespace-nowrap">
        {requestsPerSecond === undefined ? '–' : `${requestsPerSecond.toFixed(1)}/s`}
        {errors > 0 && (
          <div className="text-xs font-semibold text-failed-text">
            {errors.toLocaleString('en')} {errors === 1 ? 'error' : 'errors'}
          </div>
        )}
      </Td>
      <Td className="text-right whitespace-nowrap">{p95Ms === undefined ? '–' : `${Math.round(p95Ms)} ms`}</Td>
    </>
  )
}
