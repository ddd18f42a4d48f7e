/** Paths on a host under a heading, folded away: the count is what is read first. */
import type { Output } from '@sluice/api/contracts'

type PathList = Output<'planDeployment'>['rollback']['retained']

export function PathListing({ title, list: { count, paths } }: { title: string; list: PathList }) {
  if (count === 0) return null
  return (
    <details className="mt-1">
      <summary className="min-h-6 cursor-pointer text-sm text-muted hover:text-text">
        {title}: {count.toLocaleString('en')}
      </summary>
      <ul className="mono mt-1 pl-4">
        {paths.map((path) => (
          <li key={path} className="break-all">
            {path}
          </li>
        ))}
        {count > paths.length && (
          <li className="text-muted">… and {(count - paths.length).toLocaleString('en')} more</li>
        )}
      </ul>
    </details>
  )
}
