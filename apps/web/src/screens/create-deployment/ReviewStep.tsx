/** Everything that would change, against what lies on the hosts: read once before the start. The plan with its waves stands beside it. */
import type { Output } from '@sluice/api/contracts'
import { DiffLines } from '../../components/DiffLines.tsx'
import { Table, Td, Th } from '../../ui/Table.tsx'
import { AllWaves } from './AllWaves.tsx'
import { AppSpecChanges } from './AppSpecChanges.tsx'
import { changedParts } from './changed-parts.ts'
import { LeftPartWay } from './LeftPartWay.tsx'
import { PathListing } from './PathListing.tsx'
import type { Preview } from './preview.ts'

type Planned = Output<'planDeployment'>

export function ReviewStep({ preview: { plan, computing } }: { preview: Preview }) {
  if (plan === undefined)
    return <p className="text-muted">Choose where it goes first: then everything that would change is listed here.</p>
  return (
    <div
      aria-busy={computing || undefined}
      className={computing ? 'flex flex-col gap-5 opacity-60' : 'flex flex-col gap-5'}
    >
      {plan.leftPartWay !== undefined && <LeftPartWay left={plan.leftPartWay} />}
      <WayBack rollback={plan.rollback} />
      {plan.fileChanges !== undefined && <Files files={plan.fileChanges} />}
      {plan.changes !== undefined && <AppSpecChanges changes={plan.changes} />}
      {plan.changes !== undefined && <Scripts scripts={plan.scriptChanges} cut={plan.scriptsCut} />}
      <Settings changes={plan.configChanges} />
      <AllWaves planned={plan} />
    </div>
  )
}

function WayBack({ rollback }: { rollback: Planned['rollback'] }) {
  return (
    <section>
      <h3 className="font-semibold">If this fails</h3>
      <p className="mt-1">{rollback.sentence}</p>
      <PathListing title="Places where RETAIN may have kept a file of others" list={rollback.retained} />
      <PathListing title="Places where OVERWRITE would replace a file of others" list={rollback.overwritten} />
    </section>
  )
}

function Files({ files }: { files: NonNullable<Planned['fileChanges']> }) {
  return (
    <section>
      <h3 className="font-semibold">Files on each host</h3>
      <p className="mt-1">{files.sentence}</p>
      {files.decidedBy === 'AppSpec' && (
        <p className="text-sm text-muted">{files.behavior} is what the AppSpec says; it wins over the form.</p>
      )}
      <PathListing title="Replaced" list={files.replaced} />
      <PathListing title="New" list={files.added} />
      <PathListing title="Removed" list={files.removed} />
    </section>
  )
}

function Scripts({ scripts, cut }: { scripts: Planned['scriptChanges']; cut: number }) {
  return (
    <section>
      <h3 className="font-semibold">Scripts</h3>
      {scripts.length === 0 && <p className="text-sm text-muted">No script of a hook is another.</p>}
      {scripts.map(({ path, change, lines, note }) => (
        <div key={path} className="mt-2">
          {lines === undefined ? (
            <p className="mono">
              {path} <span className="text-muted">{change}</span>
            </p>
          ) : (
            <DiffLines name={`${path} · ${change}`} lines={changedParts(lines)} />
          )}
          {note !== undefined && <p className="text-xs text-muted">{note}</p>}
        </div>
      ))}
      {cut > 0 && <p className="mt-1 text-xs text-muted">{cut} more changed scripts are not listed.</p>}
    </section>
  )
}

function Settings({ changes }: { changes: Planned['configChanges'] }) {
  return (
    <section>
      <h3 className="font-semibold">Settings</h3>
      {changes.length === 0 ? (
        <p className="text-sm text-muted">All as the group says, and as the last success here had it.</p>
      ) : (
        <Table aria-label="Settings that differ" className="mt-1 text-sm">
          <thead>
            <tr>
              <Th>Setting</Th>
              <Th>This deployment</Th>
              <Th>The group’s own</Th>
              <Th>The last success had</Th>
            </tr>
          </thead>
          <tbody>
            {changes.map((change) => (
              <tr key={change.field}>
                <Td>{change.name}</Td>
                <Td className="font-semibold [overflow-wrap:anywhere]">{change.wanted}</Td>
                <Td className="[overflow-wrap:anywhere]">{change.groupDefault}</Td>
                <Td className="[overflow-wrap:anywhere]">{change.runsWith ?? '–'}</Td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </section>
  )
}
