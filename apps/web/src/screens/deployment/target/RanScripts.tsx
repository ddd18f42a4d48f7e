/** Below an event: whose scripts it ran, and which of them came to run. */
import { Link } from 'react-router'
import { paths } from '../../../paths.ts'
import type { LedgerInfo } from './Ledger.tsx'

export function RanScripts({ event: { text, source, scripts } }: { event: LedgerInfo['events'][number] }) {
  return (
    <div className="text-xs text-muted [overflow-wrap:anywhere]">
      <p>
        {text}{' '}
        {source?.isPrevious === true && (
          <Link className="link" to={paths.deployment(source.deploymentId)}>
            See it
          </Link>
        )}
      </p>
      {scripts.length > 0 && (
        <ul>
          {scripts.map(({ location, ran }, at) => (
            <li key={at}>
              <span className="mono">{location}</span> {ran ? 'ran' : 'did not run'}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
