/** Where users are right now: each fleet's share as a bar, in percent, and in hosts. */
import type { BlueGreenStanding, DeploymentSummary } from '@sluice/model'
import { Link } from 'react-router'
import { FleetName } from '../../../components/FleetName.tsx'
import { Card } from '../../../ui/Card.tsx'
import type { RegionState } from '../../../ui/Card.tsx'
import { cx } from '../../../ui/cx.ts'
import type { Fleet } from '../../../live/fleet.ts'
import { servingWords } from '../blue-green-words.ts'
import type { TrafficShare } from '../blue-green-words.ts'
import { useTrafficShares } from './use-traffic-shares.ts'

interface TrafficCardProps {
  deployment: DeploymentSummary
  standing: BlueGreenStanding
  fleet: Fleet | undefined
  state: RegionState
  /** Of the tab with every member. */
  membersPath: string
}

export function TrafficCard({ deployment, standing, fleet, state, membersPath }: TrafficCardProps) {
  const { shares, isSeen } = useTrafficShares(deployment, standing, fleet)
  return (
    <Card
      title="Traffic"
      aside={isSeen ? 'as the load balancer has it now' : movedWords(standing)}
      state={state}
      actions={
        <Link className="link text-xs" to={membersPath}>
          Members and health
        </Link>
      }
    >
      {shares === undefined ? (
        <p className="text-muted">Where users are is not known yet.</p>
      ) : (
        <Shares shares={shares} />
      )}
    </Card>
  )
}

function Shares({ shares }: { shares: readonly TrafficShare[] }) {
  return (
    <>
      <ShareBar shares={shares} />
      <dl className="mt-1.5 grid grid-cols-2 gap-x-4 text-xs">
        {shares.map((share) => (
          <div key={share.side} className={cx('min-w-0', share.side === 'replacement' && 'text-right')}>
            <dt className={cx('flex flex-wrap gap-x-1.5', share.side === 'replacement' && 'justify-end')}>
              <FleetName label={labelOf(share)} /> <b className="font-semibold">{share.percent} %</b>
            </dt>
            <dd className="text-muted">{servingWords(share)}</dd>
          </div>
        ))}
      </dl>
    </>
  )
}

const labelOf = ({ side }: TrafficShare) => (side === 'original' ? 'B' : 'G')

function ShareBar({ shares }: { shares: readonly TrafficShare[] }) {
  const label = `Of all users ${shares.map(({ side, percent }) => `${percent} % are on the ${side}`).join(', ')}.`
  return (
    <div role="img" aria-label={label} className="flex h-4.5 overflow-hidden rounded-sm border border-line bg-surface">
      {shares.map((share) => (
        <span
          key={share.side}
          className={cx('transition-[width]', share.side === 'original' ? 'bg-env-original' : 'env-hatch')}
          style={{ width: `${share.percent}%` }}
        />
      ))}
    </div>
  )
}

function movedWords({ step, ...standing }: BlueGreenStanding): string {
  return step === 'ended' ? `${moved(standing)}, when it ended` : moved(standing)
}

function moved(standing: Omit<BlueGreenStanding, 'step'>): string {
  const { rerouted, blocked, kind, original, replacement, trafficMovedAt } = standing
  const [gets, gives] = kind === 'forward' ? [replacement, original] : [original, replacement]
  if (trafficMovedAt !== undefined) return 'all users moved'
  if (rerouted === 0 && blocked === 0) return 'no users moved'
  return `${rerouted} of ${gets.total} rerouted · ${blocked} of ${gives.total} blocked`
}
