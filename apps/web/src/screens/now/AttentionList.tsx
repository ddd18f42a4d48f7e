/** What goes wrong, the most pressing first: a sentence of the server's each, and where to look. */
import type { Attention } from '@sluice/api/contracts'
import { assertNever } from '@sluice/model'
import { Link } from 'react-router'
import { paths } from '../../paths.ts'
import { Card } from '../../ui/Card.tsx'
import { cx } from '../../ui/cx.ts'
import { Glyph } from '../../ui/Glyph.tsx'
import { toneText } from '../../ui/Pill.tsx'
import { Time } from '../../ui/Time.tsx'

export function AttentionList({ attention }: { attention: readonly Attention[] }) {
  return (
    <Card title="Attention">
      <ul className="flex flex-col divide-y divide-line">
        {attention.map((one) => (
          <li
            key={`${one.kind} ${one.deploymentId ?? ''}`}
            className="flex items-baseline gap-2.5 py-2 first:pt-0 last:pb-0"
          >
            <Glyph name={looks[one.kind].glyph} className={cx('size-2.5', toneText[looks[one.kind].tone])} />
            <div className="min-w-0 flex-1 [overflow-wrap:anywhere]">
              <Link to={toOf(one)} className="link inline-flex min-h-6 items-center font-semibold max-sm:min-h-11">
                {one.applicationName === undefined
                  ? 'Instances'
                  : `${one.applicationName} › ${one.deploymentGroupName ?? ''}`}
              </Link>
              <p>{one.text}</p>
            </div>
            {one.since !== undefined && (
              <span className="shrink-0 text-xs text-muted">
                <Time at={one.since} />
              </span>
            )}
          </li>
        ))}
      </ul>
    </Card>
  )
}

const looks = {
  losing: { glyph: 'failed', tone: 'failed' },
  failed: { glyph: 'failed', tone: 'failed' },
  held: { glyph: 'ready', tone: 'ready' },
  stopped: { glyph: 'stopped', tone: 'stopped' },
  failedHosts: { glyph: 'failed', tone: 'ready' },
  silentHosts: { glyph: 'unknown', tone: 'ready' },
} as const satisfies Record<Attention['kind'], object>

function toOf({ kind, deploymentId = '' }: Attention): string {
  switch (kind) {
    case 'silentHosts':
      return paths.instances()
    case 'losing':
    case 'failed':
    case 'held':
    case 'stopped':
    case 'failedHosts':
      return paths.deployment(deploymentId)
    default:
      return assertNever(kind, 'kind of attention')
  }
}
