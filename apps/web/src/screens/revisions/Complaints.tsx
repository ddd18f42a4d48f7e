/** Located complaints about a bundle: where, which rule, what is wrong, and the way out. */
import type { RefusalDetail } from '@sluice/model'

interface ComplaintsProps {
  details: readonly RefusalDetail[]
  label?: string
}

export function Complaints({ details, label = 'Complaints' }: ComplaintsProps) {
  if (details.length === 0) return null
  return (
    <ol aria-label={label} className="flex flex-col divide-y divide-line rounded-md border border-line">
      {details.map((detail, at) => (
        <li key={at} className="px-3 py-2">
          <p>
            <span className="mono text-muted">{placeOf(detail)}</span>{' '}
            {detail.rule !== undefined && (
              <span className="mono rounded bg-surface px-1 text-muted">{detail.rule}</span>
            )}{' '}
            {detail.message}
          </p>
          {detail.fix !== undefined && <p className="mt-0.5 text-sm text-muted">Way out: {detail.fix}</p>}
        </li>
      ))}
    </ol>
  )
}

/** A path is a place inside the AppSpec (`hooks.AfterInstall[0]`) or a file of the bundle; without one it is the bundle as a whole. */
function placeOf({ path, line, column }: RefusalDetail): string {
  if (path === undefined) return 'bundle'
  const isInAppSpec = /^(version|os|files|file_exists_behavior|permissions|hooks)\b(?!\/)/.test(path)
  const file = isInAppSpec ? 'appspec.yml' : path
  return line === undefined ? file : `${file}:${line}:${column ?? 1}`
}
