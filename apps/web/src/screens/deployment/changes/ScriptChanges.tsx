/** The hooks’ scripts that changed, each with its lines where one may see them. */
import type { Output } from '@sluice/api/contracts'
import { DiffLines } from '../../../components/DiffLines.tsx'

type Scripts = NonNullable<Output<'getDeploymentChanges'>['bundle']>['scripts']

export function ScriptChanges({ scripts, cut }: { scripts: Scripts; cut: number }) {
  if (scripts.length === 0) return <p>No script of a hook changed.</p>
  return (
    <>
      {scripts.map(({ path, change, lines, note }) => (
        <div key={path} className="mt-1.5">
          {lines === undefined ? (
            <p className="mono">{path}</p>
          ) : (
            <DiffLines name={`${path} (${change})`} lines={lines} />
          )}
          {note !== undefined && <p className="text-muted">{note}</p>}
        </div>
      ))}
      {cut > 0 && <p className="mt-1.5 text-muted">and {cut} more changed scripts</p>}
    </>
  )
}
