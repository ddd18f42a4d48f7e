/** The chosen revision against the one that runs: files, and the AppSpec line by line. */
import type { RevisionChanges } from '@sluice/api/contracts'
import { Card } from '../../ui/Card.tsx'

export function ChangesCard({ changes }: { changes: RevisionChanges }) {
  const { added, removed, changed, appSpecLines, against } = changes
  const nothing = added.length + removed.length + changed.length === 0
  return (
    <Card title={`What changes against ${against}`}>
      <p className="text-sm text-muted">
        {nothing
          ? 'Nothing: every file is the same.'
          : `${count(changed.length, 'file')} changed, ${added.length} added, ${removed.length === 0 ? 'none' : removed.length} removed`}
        {!nothing &&
          (appSpecLines.length === 0
            ? ' · AppSpec unchanged'
            : ` · AppSpec: ${count(changedLines(appSpecLines), 'line')}`)}
      </p>
      {appSpecLines.length > 0 && <AppSpecDiff lines={appSpecLines} />}
      <Files names={changed} sign="~" />
      <Files names={added} sign="+" />
      <Files names={removed} sign="−" />
    </Card>
  )
}

const count = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? '' : 's'}`
const changedLines = (lines: readonly string[]): number => lines.filter((line) => /^[+-]/.test(line)).length

function AppSpecDiff({ lines }: { lines: readonly string[] }) {
  return (
    <div className="mt-2 overflow-x-auto">
      <p className="mono">appspec.yml</p>
      <pre className="mono mt-1">
        {lines.map((line, at) => (
          <span key={at} className={`block ${toneOf(line)}`}>
            {line === '' ? ' ' : line}
          </span>
        ))}
      </pre>
    </div>
  )
}

function toneOf(line: string): string {
  if (line.startsWith('+')) return 'text-success-text'
  return line.startsWith('-') ? 'text-failed-text' : 'text-muted'
}

function Files({ names, sign }: { names: readonly string[]; sign: string }) {
  if (names.length === 0) return null
  return (
    <ul className="mono mt-2">
      {names.slice(0, 12).map((name) => (
        <li key={name} className="break-all">
          <span className="text-muted">{sign}</span> {name}
        </li>
      ))}
      {names.length > 12 && <li className="text-muted">… and {names.length - 12} more</li>}
    </ul>
  )
}
