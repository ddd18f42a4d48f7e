/** The revisions of an application: what was uploaded, where it runs, where it succeeded before. */
import type { RevisionOverview } from '@sluice/api/contracts'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from 'react-router'
import { ApplicationTabs } from '../../components/ApplicationTabs.tsx'
import { PageHead } from '../../frame/Page.tsx'
import { paths } from '../../paths.ts'
import { op } from '../../query/op.ts'
import { useMay, whyNot } from '../../session/session.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorRegion } from '../../ui/ErrorRegion.tsx'
import { BoneRows, Loading } from '../../ui/Skeleton.tsx'
import { Table, Td, Th } from '../../ui/Table.tsx'
import { Time } from '../../ui/Time.tsx'
import { sizeText, UploadDialog } from './UploadDialog.tsx'

/** `/revisions/new` is this screen with the upload open, so that it can be linked to. */
export default function RevisionsScreen({ uploading = false }: { uploading?: boolean }) {
  const { application = '' } = useParams()
  const navigate = useNavigate()
  const list = useQuery(op('listApplicationRevisions', { applicationName: application }))
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
      {list.error !== null && (
        <ErrorRegion
          what="The revisions could not be loaded"
          error={list.error}
          onRetry={list.error.status === 404 ? undefined : () => void list.refetch()}
        />
      )}
      {list.isPending && (
        <Loading what="Loading revisions…">
          <BoneRows />
        </Loading>
      )}
      {list.data?.revisionsInfo.length === 0 && (
        <EmptyState title="No revision yet" action={upload}>
          A revision is an archive with your files and an <span className="mono">appspec.yml</span> that says where they
          go and which scripts to run.
        </EmptyState>
      )}
      {list.data !== undefined && list.data.revisionsInfo.length > 0 && (
        <Revisions application={application} revisions={list.data.revisionsInfo} />
      )}
      {uploading && reason === undefined && (
        <UploadDialog application={application} onClose={() => void navigate(paths.revisions(application))} />
      )}
    </>
  )
}

function Revisions({ application, revisions }: { application: string; revisions: readonly RevisionOverview[] }) {
  return (
    <div className="px-1 py-2 sm:px-3">
      <Table aria-label="Revisions">
        <thead>
          <tr>
            <Th>Revision</Th>
            <Th>Runs in</Th>
            <Th>Succeeded in</Th>
            <Th>Files</Th>
            <Th>Size</Th>
            <Th>Uploaded</Th>
            <Th>
              <span className="sr-only">Actions</span>
            </Th>
          </tr>
        </thead>
        <tbody>
          {revisions.map((revision) => (
            <tr key={revision.revisionId} className="hover:bg-surface">
              <Td>
                <span className="font-semibold">{revision.name}</span>
                {revision.description !== undefined && <div className="text-xs text-muted">{revision.description}</div>}
              </Td>
              <Td>{revision.runsIn.join(', ') || <span className="text-muted">nowhere</span>}</Td>
              <Td>{revision.succeededIn.join(', ') || <span className="text-muted">not yet</span>}</Td>
              <Td>{revision.fileCount}</Td>
              <Td className="whitespace-nowrap">{sizeText(revision.size)}</Td>
              <Td>
                <Time at={revision.registerTime} /> by {revision.registeredBy}
              </Td>
              <Td>
                <Link
                  className="link whitespace-nowrap"
                  to={paths.newDeployment({ application, revision: revision.revisionId })}
                >
                  Deploy<span className="sr-only"> {revision.name}</span>
                </Link>
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </div>
  )
}
