/** Hosts, live: who is connected, who is silent and since when, their tags; enrol one, change its tags, take it out. */
import type { InstanceRow } from '@sluice/model'
import { useMemo, useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import { useCommand } from '../../components/commands.ts'
import { useRestedWords } from '../../components/use-rested-words.ts'
import { PageHead } from '../../frame/Page.tsx'
import { useTopic } from '../../live/bridge.ts'
import { paths } from '../../paths.ts'
import { useMay, whyNot } from '../../session/session.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorRegion } from '../../ui/ErrorRegion.tsx'
import { Input } from '../../ui/Field.tsx'
import { BoneRows, Loading } from '../../ui/Skeleton.tsx'
import { EnrolDialog } from './EnrolDialog.tsx'
import { HostDialog, useHostDeeds } from './HostDialog.tsx'
import type { OpenDeed } from './HostDialog.tsx'
import { HostStates } from './HostStates.tsx'
import { InstancesTable } from './InstancesTable.tsx'
import { countsOf, searchOf, shownRows, summarySentence, usualView, viewOf } from './view.ts'
import type { InstancesView, SortField } from './view.ts'

export default function InstancesScreen() {
  const topic = useTopic('instances')
  const [enrolling, setEnrolling] = useState(false)
  const [open, setOpen] = useState<OpenDeed>()
  const whyNotEnrol = whyNot(useMay('createEnrolmentToken'))
  useCommand({ name: 'Enrol a host', whyNot: whyNotEnrol, run: () => setEnrolling(true) })
  const enrol = (
    <Button look="primary" disabledReason={whyNotEnrol} onClick={() => setEnrolling(true)}>
      Enrol a host
    </Button>
  )
  const { data: rows } = topic
  const registered = useMemo(() => (rows ?? []).filter((row) => row.deregisterTime === undefined), [rows])
  return (
    <>
      <PageHead title="Instances" actions={enrol}>
        <p className="mt-1 min-h-5 text-muted">
          {rows !== undefined && `${summarySentence(registered)} `}
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
      {rows !== undefined && rows.length === 0 && (
        <EmptyState title="No host yet" action={enrol}>
          A host takes part once its agent is enrolled: one command to paste, and it appears here by itself.
        </EmptyState>
      )}
      {rows !== undefined && rows.length > 0 && <Instances rows={rows} state={topic.state} onOpen={setOpen} />}
      {enrolling && <EnrolDialog rows={rows ?? []} onClose={() => setEnrolling(false)} />}
      {open !== undefined && <HostDialog open={open} rows={rows ?? []} onClose={() => setOpen(undefined)} />}
    </>
  )
}

interface InstancesProps {
  rows: readonly InstanceRow[]
  state: string
  onOpen: (open: OpenDeed) => void
}

function Instances({ rows, state, onOpen }: InstancesProps) {
  const [search, setSearch] = useSearchParams()
  const view = viewOf(search)
  const show = (change: Partial<InstancesView>) => setSearch(searchOf({ ...view, ...change }), { replace: true })
  const sortBy = (sort: SortField) => show({ sort, isDescending: view.sort === sort && !view.isDescending })
  const deeds = useHostDeeds(onOpen)
  const counts = useMemo(() => countsOf(rows), [rows])
  const words = useRestedWords(view.find, (find) => show({ find }))
  const found = { ...view, find: words.typed }
  const shown = shownRows(rows, found)
  const clear = () => {
    words.type('')
    show({ ...usualView, sort: view.sort })
  }
  return (
    <div data-state={state} className="px-1 py-2 sm:px-3">
      <div className="flex flex-wrap items-end gap-x-4 gap-y-2 px-3 py-2">
        <div className="w-full max-w-sm">
          <Input
            label="Find by name or tag"
            type="search"
            placeholder="env=production"
            value={words.typed}
            onChange={(event) => words.type(event.target.value)}
            onBlur={words.now}
          />
        </div>
        <HostStates view={view} counts={counts} />
      </div>
      {shown.length > 0 && <InstancesTable rows={shown} view={view} onSort={sortBy} {...deeds} />}
      {shown.length === 0 && <NoneShown view={found} onClear={clear} />}
    </div>
  )
}

function NoneShown({ view, onClear }: { view: InstancesView; onClear: () => void }) {
  const kind = view.state === 'registered' ? 'registered' : view.state
  return (
    <div className="px-3 py-6 text-center text-muted">
      {view.find === '' ? `No host is ${kind}.` : `No ${kind} host matches “${view.find}”.`}{' '}
      <Button look="quiet" onClick={onClear}>
        Clear the filter
      </Button>
    </div>
  )
}
