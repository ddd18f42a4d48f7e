/** Registered hosts, live: who is connected, who is silent and since when, their tags; enrol one, take one out. */
import type { InstanceRow } from '@sluice/model'
import { useMemo, useState } from 'react'
import { Link } from 'react-router'
import { PageHead } from '../../frame/Page.tsx'
import { useTopic } from '../../live/bridge.ts'
import { paths } from '../../paths.ts'
import { useMay, whyNot } from '../../session/session.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorRegion } from '../../ui/ErrorRegion.tsx'
import { Input } from '../../ui/Field.tsx'
import { BoneRows, Loading } from '../../ui/Skeleton.tsx'
import { DeregisterDialog } from './DeregisterDialog.tsx'
import { EnrolDialog } from './EnrolDialog.tsx'
import { InstancesTable, isHeard } from './InstancesTable.tsx'

export default function InstancesScreen() {
  const topic = useTopic('instances')
  const [enrolling, setEnrolling] = useState(false)
  const [leaving, setLeaving] = useState<string>()
  const enrol = (
    <Button look="primary" disabledReason={whyNot(useMay('createEnrolmentToken'))} onClick={() => setEnrolling(true)}>
      Enrol a host
    </Button>
  )
  const rows = useMemo(() => (topic.data ?? []).filter((row) => row.deregisterTime === undefined), [topic.data])
  return (
    <>
      <PageHead title="Instances" actions={enrol}>
        <p className="mt-1 min-h-5 text-muted">
          {topic.data !== undefined && `${summarySentence(rows)} `}
          <Link className="link" to={paths.loadBalancers()}>
            Load balancers
          </Link>
        </p>
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

/** `web-2` before `web-10`. */
const byNumbers = new Intl.Collator('en', { numeric: true })

interface InstancesProps {
  rows: readonly InstanceRow[]
  state: string
  onDeregister: (instanceName: string) => void
}

function Instances({ rows, state, onDeregister }: InstancesProps) {
  const [find, setFind] = useState('')
  const whyNoDeregister = whyNot(useMay('deregisterOnPremisesInstance'))
  const sorted = useMemo(() => rows.toSorted((a, b) => byNumbers.compare(a.instanceName, b.instanceName)), [rows])
  const wanted = find.trim().toLowerCase()
  const shown = wanted === '' ? sorted : sorted.filter((row) => matches(row, wanted))
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
      {shown.length > 0 && (
        <InstancesTable rows={shown} whyNoDeregister={whyNoDeregister} onDeregister={onDeregister} />
      )}
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
