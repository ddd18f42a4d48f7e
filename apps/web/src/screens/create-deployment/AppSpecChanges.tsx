/** The chosen bundle against the one that lies on most of the hosts: its files, and the AppSpec line by line. */
import type { RevisionChanges } from '@sluice/api/contracts'
import { DiffLines } from '../../components/DiffLines.tsx'
import { changedParts, hasChanges } from './changed-parts.ts'

export function AppSpecChanges({ changes }: { changes: RevisionChanges }) {
  const { added, removed, changed, appSpecLines, against, hosts } = changes
  const nothing = added.length + removed.length + changed.length === 0
  return (
    <section>
      <h3 className="font-semibold">What changes against {against}</h3>
      {hosts !== undefined && <p className="mt-1">{hosts}</p>}
      <p className="text-sm text-muted">
        {nothing
          ? 'Nothing: every file is the same.'
          : `${count(changed.length, 'file')} changed, ${added.length === 0 ? 'none' : added.length} added, ${removed.length === 0 ? 'none' : removed.length} removed`}
        {!nothing && !hasChanges(appSpecLines) && ' · AppSpec unchanged'}
        {hasChanges(appSpecLines) && ` · AppSpec: ${count(changedLines(appSpecLines), 'line')}`}
      </p>
      {hasChanges(appSpecLines) && <DiffLines name="appspec.yml" lines={changedParts(appSpecLines)} />}
      <Files names={changed} sign="~" />
      <Files names={added} sign="+" />
      <Files names={removed} sign="−" />
    </section>
  )
}

const count = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? '' : 's'}`
const changedLines = (lines: readonly string[]): number => lines.filter((line) => /^[+-]/.test(line)).length

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
