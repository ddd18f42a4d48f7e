/** Who runs what in a group: a bar and, for who cannot see it, the same in words. What the group runs is full, all else is patterned. */
import type { Output } from '@sluice/api/contracts'
import { Link } from 'react-router'
import { paths } from '../paths.ts'
import { cx } from '../ui/cx.ts'
import { SpreadBar } from './SpreadBar.tsx'
import { standingLooks } from './standing-looks.ts'

type Share = Output<'listGroupInstances'>['spread'][number]

export function RevisionSpread({ spread, total }: { spread: readonly Share[]; total: number }) {
  if (total === 0) return null
  return (
    <div className="flex flex-col gap-2">
      <SpreadBar shares={spread.map((share) => ({ count: share.count, look: lookOf(share) }))} />
      <ul aria-label="Revisions by hosts" className="flex flex-col gap-1">
        {spread.map((share, at) => (
          <li key={at} className="flex flex-wrap items-center gap-x-2 [overflow-wrap:anywhere]">
            <span aria-hidden className={cx('size-3 shrink-0 rounded-sm', lookOf(share))} />
            <ShareName share={share} />
            <span className="text-xs text-muted">
              {share.count.toLocaleString('en')} of {total.toLocaleString('en')} {total === 1 ? 'host' : 'hosts'}
              {saidOf(share)}
            </span>
          </li>
        ))}
      </ul>
    </div>
  )
}

function saidOf({ isCurrent, isArriving, deploying, partOf }: Share): string {
  if (isCurrent) return ' · what the group runs'
  if (isArriving === true) return ' · brought by the deployment that runs'
  if (deploying !== undefined) return ` · ${deploying} is being deployed there`
  return partOf === undefined ? '' : ` · with a part of ${partOf}, which did not succeed there`
}

const lookOf = ({ isCurrent, isArriving, deploying, revisionName, partOf }: Share): string => {
  if (isCurrent) return standingLooks.good
  if (isArriving === true || deploying !== undefined) return standingLooks.changing
  if (partOf !== undefined) return standingLooks.failed
  return revisionName === undefined ? standingLooks.none : standingLooks.old
}

function ShareName({ share: { revisionName, deploymentId } }: { share: Share }) {
  if (revisionName === undefined) return <span>nothing known</span>
  if (deploymentId === undefined) return <b>{revisionName}</b>
  return (
    <Link className="link font-semibold" to={paths.deployment(deploymentId)}>
      {revisionName}
    </Link>
  )
}
