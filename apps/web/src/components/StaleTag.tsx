/** On a region whose data is out of date: since when. Nothing while it is live. */
import { Time } from '../ui/Time.tsx'

export function StaleTag({ asOf }: { asOf: number | undefined }) {
  if (asOf === undefined) return null
  return (
    <span className="absolute -top-2.5 right-3 z-10 rounded-md border border-dashed border-control bg-bg px-2 py-0.5 text-xs text-muted">
      as of <Time at={asOf} style="clock" />
    </span>
  )
}
