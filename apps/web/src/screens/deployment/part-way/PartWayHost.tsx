/** One host that was left part-way. */
import type { LeftPartWay } from '@sluice/api/contracts'
import { Link } from 'react-router'
import { FleetName } from '../../../components/FleetName.tsx'
import { eventLooks, targetLook } from '../../../components/status.ts'
import { StatusWord } from '../../../components/StatusWord.tsx'
import { paths } from '../../../paths.ts'
import { useViewParams, withParam } from '../view-params.ts'

export function PartWayHost({ row }: { row: LeftPartWay }) {
  const { params } = useViewParams()
  const { targetId, status, instanceLabel, lastEvent, onDisk, since, next } = row
  const { name, exitCode, scriptName } = lastEvent
  return (
    <li className="border-b border-line px-3.5 py-2">
      <div className="flex flex-wrap items-center gap-x-3">
        <Link
          to={{ search: `?${withParam(params, 'target', targetId).toString()}` }}
          replace
          preventScrollReset
          className="inline-flex min-h-6 items-center font-semibold text-text no-underline hover:underline"
        >
          {targetId}
        </Link>
        {instanceLabel !== undefined && <FleetName short label={instanceLabel === 'Blue' ? 'B' : 'G'} />}
        <StatusWord look={targetLook(status, true)} className="text-xs" />
        <span className="text-xs text-muted">
          last event {name}: {eventLooks[lastEvent.status].word.toLowerCase()}
          {scriptName !== undefined && (
            <>
              {' '}
              in <span className="mono">{scriptName}</span>
            </>
          )}
          {exitCode !== undefined && `, exit ${exitCode}`}
        </span>
      </div>
      <p>{onDisk.text}</p>
      <p className="text-muted">
        {next}{' '}
        {since !== undefined && (
          <Link className="link mono inline-flex min-h-6 items-center" to={paths.deployment(since.deploymentId)}>
            {since.deploymentId}
          </Link>
        )}
      </p>
    </li>
  )
}
