/** Registered hosts, live: who is connected, who is silent and since when, their tags; enrol one, take one out. */
import type { InstanceRow } from '@sluice/model'
import { useState } from 'react'
import { PageHead } from '../../frame/Page.tsx'
import { useTopic } from '../../live/bridge.ts'
import { useMay, whyNot } from '../../session/session.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorRegion } from '../../ui/ErrorRegion.tsx'
import { Input } from '../../ui/Field.tsx'
import { Pill } from '../../ui/Pill.tsx'
import { BoneRows, Loading } from '../../ui/Skeleton.tsx'
import { Table, Td, Th } from '../../ui/Table.tsx'
import { Time } from '../../ui/Time.tsx'
import { DeregisterDialog } from './DeregisterDialog.tsx'
import { EnrolDialog } from './EnrolDialog.tsx'

export default function InstancesScreen() {
  const topic = useTopic('instances')
  const [enrolling, setEnrolling] = useState(false)
  const [leaving, setLeaving] = useState<string>()
  const enrol = (
    <Button look="primary" disabledReason={whyNot(useMay('createEnrolmentToken'))} onClick={() => setEnrolling(true)}>
      Enrol a host
    </Button>
  )
  const rows = (topic.data ?? []).filter((row) => row.deregisterTime === undefined)
  return (
    <>
      <PageHead title="Instances" actions={enrol}>
        {topic.data !== undefined && <p className="mt-1 text-muted">{summarySentence(rows)}</p>}
      </PageHead>
      {topic.error !== undefined && <ErrorRegion what="Instances could not be loaded" error={topic.error} />}
      {topic.state === 'loading' && (
        <Loading what="Loading instances…">
          <BoneRows />
        </Loading>
      )}
      {topic.data !== undefined && rows.length === 0 && (
        <EmptyState title="No host yet" action={enrol}>
          A host takes part once its agent is enrolled: one command to paste, and it appears here by itself.
        </EmptyState>
      )}
      {rows.length > 0 && <Instances rows={rows} state={topic.state} onDeregister={setLeaving} />}
      {enrolling && <EnrolDialog known={rows.map((row) => row.instanceName)} onClose={() => setEnrolling(false)} />}
      {leaving !== undefined && <DeregisterDialog instanceName={leaving} onClose={() => setLeaving(undefined)} />}
    </>
  )
}

function summarySentence(rows: readonly InstanceRow[]): string {
  const connected = rows.filter(isHeard).length
  if (rows.length === 0) return 'No host is registered.'
  return connected === rows.length
    ? `All ${rows.length} hosts are connected.`
    : `${connected} of ${rows.length} hosts are connected, ${rows.length - connected} not.`
}

const isHeard = (row: InstanceRow): boolean => row.connected && row.silentSince === undefined

interface InstancesProps {
  rows: readonly InstanceRow[]
  state: string
  onDeregister: (instanceName: string) => void
}

function Instances({ rows, state, onDeregister }: InstancesProps) {
  const [find, setFind] = useState('')
  const reason = whyNot(useMay('deregisterOnPremisesInstance'))
  const shown = rows
    .filter((row) => matches(row, find.trim().toLowerCase()))
    .toSorted((a, b) => a.instanceName.localeCompare(b.instanceName, 'en', { numeric: true }))
  return (
    <div data-state={state} className="px-1 py-2 sm:px-3">
      <div className="max-w-sm px-3 py-2">
        <Input
          label="Find by name or tag"
          type="search"
          placeholder="env=production"
          value={find}
          onChange={(event) => setFind(event.target.value)}
        />
      </div>
      <Table aria-label="Instances">
        <thead>
          <tr>
            <Th>Name</Th>
            <Th>Agent</Th>
            <Th>Tags</Th>
            <Th className="max-sm:hidden">Version</Th>
            <Th className="max-sm:hidden">Registered</Th>
            <Th>
              <span className="sr-only">Actions</span>
            </Th>
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => (
            <tr key={row.instanceName} className="hover:bg-surface">
              <Td className="mono font-semibold whitespace-nowrap">{row.instanceName}</Td>
              <Td>
                <Presence row={row} />
              </Td>
              <Td>
                <span className="flex flex-wrap gap-1">
                  {row.tags.map((tag) => (
                    <span key={tag.Key} className="mono rounded border border-line bg-surface px-1.5">
                      {tag.Key}={tag.Value}
                    </span>
                  ))}
                </span>
              </Td>
              <Td className="mono max-sm:hidden">{row.agentVersion}</Td>
              <Td className="max-sm:hidden">
                <Time at={row.registerTime} />
              </Td>
              <Td>
                <Button look="quiet" disabledReason={reason} onClick={() => onDeregister(row.instanceName)}>
                  Deregister…<span className="sr-only"> {row.instanceName}</span>
                </Button>
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
      {shown.length === 0 && (
        <div className="px-3 py-6 text-center text-muted">
          No host matches “{find}”.{' '}
          <Button look="quiet" onClick={() => setFind('')}>
            Clear the filter
          </Button>
        </div>
      )}
    </div>
  )
}

const matches = (row: InstanceRow, find: string): boolean =>
  [row.instanceName, ...row.tags.map((tag) => `${tag.Key}=${tag.Value}`)].some((text) =>
    text.toLowerCase().includes(find),
  )

function Presence({ row }: { row: InstanceRow }) {
  if (isHeard(row))
    return (
      <Pill tone="success" glyph={<span aria-hidden>✓</span>}>
        Connected
      </Pill>
    )
  const since = row.silentSince ?? row.lastSeenAt
  return (
    <span className="flex flex-wrap items-center gap-2">
      <Pill tone="failed" glyph={<span aria-hidden>?</span>}>
        {row.silentSince === undefined ? 'Not connected' : 'Silent'}
      </Pill>
      {since !== undefined && (
        <span className="text-xs text-muted">
          last heard <Time at={since} />
        </span>
      )}
    </span>
  )
}
