/** How far a deployment is, as a strip: succeeded, failed, running, and what is left. The words beside it say the same. */
import type { DeploymentOverview } from '@sluice/model'

export function HostBar({ overview }: { overview: DeploymentOverview }) {
  const { Succeeded, Failed, InProgress, Skipped, Pending, Ready } = overview
  const total = Succeeded + Failed + InProgress + Skipped + Pending + Ready
  const width = (count: number) => ({ width: `${total === 0 ? 0 : (100 * count) / total}%` })
  return (
    <div className="flex min-w-36 items-center gap-2">
      <span aria-hidden className="flex h-2 w-20 shrink-0 overflow-hidden rounded-full border border-control">
        <span className="bg-success" style={width(Succeeded)} />
        <span className="bg-failed" style={width(Failed)} />
        <span className="bg-progress" style={width(InProgress)} />
        <span className="bg-skipped opacity-50" style={width(Skipped)} />
      </span>
      <span className="text-xs whitespace-nowrap text-muted">
        {Succeeded.toLocaleString('en')} of {total.toLocaleString('en')}
        {Failed > 0 && <b className="font-semibold text-failed-text"> · {Failed.toLocaleString('en')} failed</b>}
      </span>
    </div>
  )
}
