/** What the deployment did to this host, in words of the server: whole or part-way, and which files Install changed. */
import type { Output } from '@sluice/api/contracts'

export type LedgerInfo = Output<'getTargetLedger'>

const looks: Record<LedgerInfo['outcome'], string> = {
  waiting: 'border-line bg-surface',
  running: 'border-line bg-surface',
  whole: 'border-line bg-surface',
  partWay: 'border-failed-text bg-danger-soft',
  untouched: 'border-line bg-surface',
}

export function Ledger({ ledger: { outcome, sentence, files } }: { ledger: LedgerInfo }) {
  return (
    <section aria-label="What it did here" className={`rounded-md border px-3 py-2 ${looks[outcome]}`}>
      <p>{sentence}</p>
      {files !== undefined && <p className="text-sm text-muted">{files.text}</p>}
    </section>
  )
}
