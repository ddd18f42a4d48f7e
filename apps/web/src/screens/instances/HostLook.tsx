/** What is shown of a host in a row and on its page: whether it is heard, its tags, who made it. */
import { scalingGroupTag } from '@sluice/model'
import type { InstanceRow, Tag } from '@sluice/model'
import { isHeard } from '../../components/is-heard.ts'
import { Pill } from '../../ui/Pill.tsx'
import { Time } from '../../ui/Time.tsx'
import { lastContact } from './view.ts'

export function Presence({ row }: { row: InstanceRow }) {
  if (row.deregisterTime !== undefined) return <Pill glyph={<span aria-hidden>⊘</span>}>Deregistered</Pill>
  if (isHeard(row))
    return (
      <Pill tone="success" glyph={<span aria-hidden>✓</span>}>
        Connected
      </Pill>
    )
  return (
    <Pill tone="failed" glyph={<span aria-hidden>?</span>}>
      {row.silentSince === undefined ? 'Not connected' : 'Silent'}
    </Pill>
  )
}

export function LastContact({ row }: { row: InstanceRow }) {
  if (row.deregisterTime !== undefined)
    return (
      <span className="text-muted">
        left <Time at={row.deregisterTime} />
      </span>
    )
  if (isHeard(row)) return <>now</>
  const since = lastContact(row)
  return since === undefined ? <span className="text-muted">not since the service started</span> : <Time at={since} />
}

/** Whoever sees a host that nobody enrolled wants to know who made it. */
export function ScalingGroupName({ tags }: { tags: readonly Tag[] }) {
  const group = tags.find((tag) => tag.Key === scalingGroupTag)?.Value
  if (group === undefined) return null
  return (
    <div className="text-xs text-muted [overflow-wrap:anywhere]">
      made by the scaling group <span className="mono">{group}</span>
    </div>
  )
}

export function Tags({ tags }: { tags: readonly Tag[] }) {
  return (
    <span className="flex flex-wrap gap-1">
      {tags
        .filter((tag) => tag.Key !== scalingGroupTag)
        .map((tag) => (
          <span key={`${tag.Key}=${tag.Value}`} className="mono rounded border border-line bg-surface px-1.5 break-all">
            {tag.Value === '' ? tag.Key : `${tag.Key}=${tag.Value}`}
          </span>
        ))}
    </span>
  )
}
