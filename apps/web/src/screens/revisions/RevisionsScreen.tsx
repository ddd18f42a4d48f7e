/** The revisions of an application: what was uploaded, where it runs, where it succeeded before. */
import type { RevisionOverview } from '@sluice/api/contracts'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from 'react-router'
import { ApplicationTabs } from '../../components/ApplicationTabs.tsx'
import { Findable } from '../../components/Findable.tsx'
import { ListStates } from '../../components/ListStates.tsx'
import { PageHead } from '../../frame/Page.tsx'
import { paths } from '../../paths.ts'
import { allPagesOf } from '../../query/all-pages.ts'
import { useMay, whyNot } from '../../session/session.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Table, Td, Th } from '../../ui/Table.tsx'
import { Time } from '../../ui/Time.tsx'
import { sizeText, UploadDialog } from './UploadDialog.tsx'

/** `/revisions/new` is this screen with the upload open, so that it can be linked to. */
export default function RevisionsScreen({ uploading = false }: { uploading?: boolean }) {
  const { application = '' } = useParams()
  const navigate = useNavigate()
  const list = useQuery(allPagesOf('listApplicationRevisions', { applicationName: application }))
  const reason = whyNot(useMay('registerApplicationRevision'))
  const upload = (
    <Button look="primary" disabledReason={reason} onClick={() => void navigate(paths.newRevision(application))}>
      Upload a revision
    </Button>
  )
  return (
    <>
      <PageHead
        title={`Revisions of ${application}`}
        crumbs={[
          { name: 'Applications', to: paths.applications() },
          { name: application, to: paths.application(application) },
          { name: 'Revisions' },
        ]}
        actions={upload}
      />
      <ApplicationTabs application={application} current="revisions" />
      <ListStates
        what="revisions"
        query={list}
        rowsOf={(data) => data.revisionsInfo}
        empty={
          <EmptyState title="No revision yet" action={upload}>
            A revision is an archive with your files and an <span className="mono">appspec.yml</span> that says where
            they go and which scripts to run.
          </EmptyState>
        }
      >
        {(rows) => (
          <Findable what="revisions" rows={rows} textOf={wordsOf} isCut={list.data?.nextToken !== undefined}>
            {(shown) => <Revisions application={application} revisions={shown} />}
          </Findable>
        )}
      </ListStates>
      {uploading && reason === undefined && (
        <UploadDialog application={application} onClose={() => void navigate(paths.revisions(application))} />
      )}
    </>
  )
}

const wordsOf = (revision: RevisionOverview): string =>
  [revision.name, revision.description ?? '', revision.registeredBy, ...revision.runsIn].join(' ')

function Revisions({ application, revisions }: { application: string; revisions: readonly RevisionOverview[] }) {
  return (
    <Table aria-label="Revisions">
      <thead>
        <tr>
          <Th>Revision</Th>
          <Th className="max-sm:hidden">Runs in</Th>
          <Th className="max-md:hidden">Succeeded in</Th>
          <Th className="max-md:hidden">Files</Th>
          <Th className="max-md:hidden">Size</Th>
          <Th className="max-sm:hidden">Uploaded</Th>
          <Th>
            <span className="sr-only">Actions</span>
          </Th>
        </tr>
      </thead>
      <tbody>
        {revisions.map((revision) => (
          <RevisionRow key={revision.revisionId} application={application} revision={revision} />
        ))}
      </tbody>
    </Table>
  )
}

function RevisionRow({ application, revision }: { application: string; revision: RevisionOverview }) {
  const uploaded = (
    <>
      <Time at={revision.registerTime} /> by {revision.registeredBy}
    </>
  )
  return (
    <tr className="hover:bg-surface">
      <Td className="break-words max-sm:max-w-64">
        <span className="font-semibold">{revision.name}</span>
        {revision.description !== undefined && <div className="text-xs text-muted">{revision.description}</div>}
        <div className="flex flex-col text-xs text-muted sm:hidden">
          {revision.runsIn.length > 0 && <span>runs in {revision.runsIn.join(', ')}</span>}
          <span>{uploaded}</span>
        </div>
      </Td>
      <Td className="max-sm:hidden">{revision.runsIn.join(', ') || <span className="text-muted">nowhere</span>}</Td>
      <Td className="max-md:hidden">
        {revision.succeededIn.join(', ') || <span className="text-muted">not yet</span>}
      </Td>
      <Td className="max-md:hidden">{revision.fileCount}</Td>
      <Td className="whitespace-nowrap max-md:hidden">{sizeText(revision.size)}</Td>
      <Td className="max-sm:hidden">{uploaded}</Td>
      <Td>
        <Link
          className="link whitespace-nowrap"
          to={paths.newDeployment({ application, revision: revision.revisionId })}
        >
          Deploy<span className="sr-only"> {revision.name}</span>
        </Link>
      </Td>
    </tr>
  )
}
