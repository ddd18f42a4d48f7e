/** The revisions of an application: what was uploaded, where it runs, where it succeeded. A file may be dropped anywhere. */
import type { Output } from '@sluice/api/contracts'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigate, useParams } from 'react-router'
import { ApplicationTabs } from '../../components/ApplicationTabs.tsx'
import { ListStates } from '../../components/ListStates.tsx'
import { useRestedWords } from '../../components/use-rested-words.ts'
import { PageHead } from '../../frame/Page.tsx'
import { paths } from '../../paths.ts'
import { allPagesOf } from '../../query/all-pages.ts'
import { useMay, whyNot } from '../../session/session.ts'
import { Button } from '../../ui/Button.tsx'
import { DropVeil } from './DropVeil.tsx'
import { NewRevisionDialog, type Way } from './NewRevisionDialog.tsx'
import { NoRevisions } from './NoRevisions.tsx'
import { asked, isWanted, useListOrder } from './order.ts'
import { RevisionsTable } from './RevisionsTable.tsx'
import { RevisionsToolbar } from './RevisionsToolbar.tsx'
import { useUploads } from './uploads.ts'

/** `/revisions/new` is this screen with the dialog open, so that it can be linked to. */
export default function RevisionsScreen({ adding = false }: { adding?: boolean }) {
  const { application = '' } = useParams()
  const navigate = useNavigate()
  const [way, setWay] = useState<Way>('upload')
  const uploads = useUploads(application)
  const view = useListOrder()
  const list = useQuery({
    ...allPagesOf('listApplicationRevisions', asked(application, view.order)),
    placeholderData: keepPreviousData,
  })
  const reason = whyNot(useMay('registerApplicationRevision'))
  const isAdding = reason === undefined && (adding || uploads.list.length > 0)
  const close = () => {
    uploads.clear()
    if (adding) void navigate(paths.revisions(application))
  }
  const drop = (files: readonly File[]) => {
    setWay('upload')
    uploads.choose(files)
  }
  const add = (
    <Button look="primary" disabledReason={reason} onClick={() => void navigate(paths.newRevision(application))}>
      Upload a revision
    </Button>
  )
  const isEmpty = (data: Listed) => data.revisionsInfo.length === 0 && view.order.show === 'all'
  return (
    <>
      <PageHead
        title={`Revisions of ${application}`}
        crumbs={[
          { name: 'Applications', to: paths.applications() },
          { name: application, to: paths.application(application) },
          { name: 'Revisions' },
        ]}
        actions={add}
      />
      <ApplicationTabs application={application} current="revisions" />
      <ListStates
        what="revisions"
        query={list}
        rowsOf={(data) => (isEmpty(data) ? [] : [data])}
        empty={<NoRevisions action={add} />}
      >
        {([data]) =>
          data && <Revisions application={application} listed={data} view={view} mayAdd={reason === undefined} />
        }
      </ListStates>
      <DropVeil application={application} whyNot={reason} onDrop={drop} />
      {isAdding && (
        <NewRevisionDialog application={application} way={way} onWay={setWay} uploads={uploads} onClose={close} />
      )}
    </>
  )
}

type Listed = Output<'listApplicationRevisions'>

const drawnAtOnce = 200

interface RevisionsProps {
  application: string
  listed: Listed
  view: ReturnType<typeof useListOrder>
  mayAdd: boolean
}

function Revisions({ application, listed, view, mayAdd }: RevisionsProps) {
  const [drawn, setDrawn] = useState(drawnAtOnce)
  const { revisionsInfo, groupCount, nextToken } = listed
  const words = useRestedWords(view.order.find, view.find)
  const found = revisionsInfo.filter(isWanted({ ...view.order, find: words.typed }))
  const clear = () => {
    words.type('')
    view.clear()
  }
  return (
    <div className="px-1 py-2 sm:px-3">
      <RevisionsToolbar
        view={view}
        words={words}
        loaded={revisionsInfo.length}
        isCut={nextToken !== undefined}
        mayAdd={mayAdd}
      />
      {found.length > 0 && (
        <RevisionsTable
          application={application}
          revisions={found.slice(0, drawn)}
          groupCount={groupCount}
          order={view.order}
          onSort={view.sortBy}
        />
      )}
      {found.length === 0 && (
        <div className="px-3 py-6 text-center text-muted">
          No revision matches.{' '}
          <Button look="quiet" onClick={clear}>
            Show all
          </Button>
        </div>
      )}
      {found.length > drawn && (
        <div className="flex justify-center pt-4">
          <Button onClick={() => setDrawn(drawn + drawnAtOnce)}>
            Show more of {found.length.toLocaleString('en')} revisions
          </Button>
        </div>
      )}
    </div>
  )
}
