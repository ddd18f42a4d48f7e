/** What the hosts of the chosen group run, as a bar: one part a revision. Who is busy or silent is said below it. */
import type { Output } from '@sluice/api/contracts'
import { Link } from 'react-router'
import { isHeard } from '../../components/is-heard.ts'
import { paths } from '../../paths.ts'
import { cx } from '../../ui/cx.ts'
import { Time } from '../../ui/Time.tsx'

type Planned = Output<'planDeployment'>
type Share = NonNullable<Planned['spread']>[number]

export function WhatRunsNow({ planned: { spread, runs, hosts, busy, blueGreen } }: { planned: Planned }) {
  const silent = hosts.filter((host) => host.isProvisioned !== true && !isHeard(host))
  return (
    <div className="flex flex-col gap-2 text-sm">
      <h3 className="text-xs font-semibold">What runs there now</h3>
      {spread !== undefined && spread.length > 0 && <Spread shares={spread} />}
      {spread === undefined && runs !== undefined && (
        <p>
          {blueGreen === undefined && 'What each host has is not known here; the last success was '}
          {runs.revisionName}, since{' '}
          <Link className="link" to={paths.deployment(runs.deploymentId)}>
            {runs.deploymentId}
          </Link>{' '}
          (<Time at={runs.completeTime} />)
        </p>
      )}
      {(spread === undefined || spread.length === 0) && runs === undefined && (
        <p className="text-muted">Nothing yet.</p>
      )}
      {busy !== undefined && (
        <p className="text-ready-text">
          <span aria-hidden>◆ </span>
          <Link className="link" to={paths.deployment(busy.deploymentId)}>
            {busy.deploymentId}
          </Link>{' '}
          is at work here now.
        </p>
      )}
      {silent.length > 0 && (
        <p className="text-ready-text">
          <span aria-hidden>◆ </span>
          {silent.length === 1 ? '1 host is silent' : `${silent.length.toLocaleString('en')} hosts are silent`}:{' '}
          {silent
            .slice(0, mostNamed)
            .map(({ instanceName }) => instanceName)
            .join(', ')}
          {silent.length > mostNamed && ' …'}
        </p>
      )}
    </div>
  )
}

const mostNamed = 8
const looks = ['bg-accent', 'bg-muted', 'bg-control', 'bg-line']
const lookOf = ({ revisionName }: Share, at: number): string =>
  revisionName === undefined ? 'border border-dashed border-control' : (looks[at % looks.length] ?? 'bg-line')

function Spread({ shares }: { shares: readonly Share[] }) {
  const total = shares.reduce((sum, { hosts }) => sum + hosts, 0)
  return (
    <>
      <span aria-hidden className="flex h-3 gap-0.5 overflow-hidden rounded-sm">
        {shares.map((share, at) => (
          <span key={at} className={cx('min-w-1', lookOf(share, at))} style={{ flexGrow: share.hosts, flexBasis: 0 }} />
        ))}
      </span>
      <ul className="flex flex-wrap gap-x-4 gap-y-1">
        {shares.map((share, at) => (
          <li key={at} className="flex items-center gap-1.5">
            <span aria-hidden className={cx('size-3 shrink-0 rounded-sm', lookOf(share, at))} />
            <ShareName share={share} />
            <span className="text-muted">
              {share.hosts.toLocaleString('en')} of {total.toLocaleString('en')}
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}

function ShareName({ share: { revisionName, deploymentId } }: { share: Share }) {
  if (revisionName === undefined) return <span>nothing of this group</span>
  if (deploymentId === undefined) return <b>{revisionName}</b>
  return (
    <Link className="link font-semibold" to={paths.deployment(deploymentId)}>
      {revisionName}
    </Link>
  )
}
