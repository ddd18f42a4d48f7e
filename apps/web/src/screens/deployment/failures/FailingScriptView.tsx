/** The script that failed: where it came from, its lines around the failing one, and what changed in it. */
import type { FailingScript } from '@sluice/api/contracts'
import { Link } from 'react-router'
import { DiffLines } from '../../../components/DiffLines.tsx'
import { paths } from '../../../paths.ts'
import { cx } from '../../../ui/cx.ts'

export function FailingScriptView({ script }: { script: FailingScript }) {
  const { change, lines, note } = script
  return (
    <details className="text-sm">
      <summary className="cursor-pointer leading-6 text-muted hover:text-text">
        Script <span className="mono break-all text-text">{script.path}</span>
        {change !== undefined && ` · ${change.sentence}`}
      </summary>
      <div className="mt-1 border-l-2 border-line pl-3">
        <p>
          {script.origin}
          {script.isPrevious && script.deploymentId !== undefined && (
            <>
              {' '}
              <Link className="link" to={paths.deployment(script.deploymentId)}>
                Open {script.deploymentId}
              </Link>
            </>
          )}
        </p>
        {note !== undefined && <p className="mt-1 text-muted">{note}</p>}
        {lines !== undefined && <ScriptLines script={script} lines={lines} />}
        {change !== undefined && change.lines.length > 0 && <DiffLines name={change.sentence} lines={change.lines} />}
      </div>
    </details>
  )
}

function ScriptLines({ script, lines }: { script: FailingScript; lines: NonNullable<FailingScript['lines']> }) {
  const isMarked = lines.some(({ number }) => number === script.failingLine)
  return (
    <>
      <div
        role="group"
        aria-label={`Lines of ${script.path}`}
        className="mono mt-1.5 rounded-md border border-line bg-surface py-1 [overflow-wrap:anywhere]"
      >
        {lines.map(({ number, text }) => {
          const isFailing = number === script.failingLine
          return (
            <div key={number} className={cx('flex', isFailing && 'bg-danger-soft text-failed-text')}>
              <span aria-hidden className="w-4 shrink-0 text-center font-bold select-none">
                {isFailing && '✕'}
              </span>
              <span className={cx('w-8 shrink-0 pr-2 text-right select-none', !isFailing && 'text-muted')}>
                {number}
              </span>
              <span className={cx('min-w-0 pr-3 whitespace-pre-wrap', isFailing && 'font-semibold')}>
                {isFailing && <span className="sr-only">failing line: </span>}
                {text}
              </span>
            </div>
          )
        })}
      </div>
      {isMarked && <p className="mt-1 text-xs text-muted">✕ the line that the failure comes from</p>}
    </>
  )
}
