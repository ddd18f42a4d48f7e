/** What is wrong with the chosen bundle: where, which rule, and the way out. */
import type { RevisionCheck } from './revision-check.ts'

export function ComplaintList({ complaints }: { complaints: NonNullable<RevisionCheck['complaints']> }) {
  if (complaints.length === 0) return null
  return (
    <ol aria-label="Complaints" className="flex flex-col divide-y divide-line rounded-md border border-line text-sm">
      {complaints.map(({ severity, rule, message, line, column, fix }, at) => (
        <li key={at} className="px-3 py-2">
          <span className={severity === 'error' ? 'font-semibold text-failed-text' : 'font-semibold text-ready-text'}>
            <span aria-hidden>{severity === 'error' ? '✕' : '◆'}</span> {severity === 'error' ? 'Error' : 'Warning'}
          </span>{' '}
          <span className="mono text-muted">
            appspec.yml:{line}:{column} {rule}
          </span>{' '}
          {message}
          {fix !== undefined && <p className="text-xs text-muted">Way out: {fix.title}</p>}
        </li>
      ))}
    </ol>
  )
}
