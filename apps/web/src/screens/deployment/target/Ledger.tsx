/** What the deployment did to this host, in words of the server: whole or part-way, which files Install changed, and what came since. */
import type { Output } from '@sluice/api/contracts'
import { Link } from 'react-router'
import { paths } from '../../../paths.ts'

export type LedgerInfo = Output<'getTargetLedger'>

const calm = 'border-line bg-surface'
const looks: Record<LedgerInfo['outcome'], string> = {
  waiting: calm,
  running: calm,
  whole: calm,
  partWay: 'border-failed-text bg-danger-soft',
  untouched: calm,
}

export function Ledger({ ledger: { outcome, sentence, files, since } }: { ledger: LedgerInfo }) {
  const look = since?.state === 'putRight' ? calm : looks[outcome]
  return (
    <section aria-label="What it did here" className={`rounded-md border px-3 py-2 ${look}`}>
      <p>
        {sentence}
        {since !== undefined && (
          <>
            {' '}
            <Link className="link inline-flex min-h-6 items-center" to={paths.deployment(since.deploymentId)}>
              See {since.deploymentId}
            </Link>
          </>
        )}
      </p>
      {files !== undefined && <p className="text-sm text-muted">{files.text}</p>}
    </section>
  )
}
