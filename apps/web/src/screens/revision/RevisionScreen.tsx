/** One revision: where it is, what is in it, which scripts it runs, where it ran and how that ended. */
import { useQuery } from '@tanstack/react-query'
import { useParams, useSearchParams } from 'react-router'
import { ApplicationTabs } from '../../components/ApplicationTabs.tsx'
import { PageHead } from '../../frame/Page.tsx'
import { paths } from '../../paths.ts'
import { op } from '../../query/op.ts'
import { useMay, whyNot } from '../../session/session.ts'
import { ButtonLink, GoButton } from '../../ui/Button.tsx'
import { ErrorRegion } from '../../ui/ErrorRegion.tsx'
import { BoneRows, Loading } from '../../ui/Skeleton.tsx'
import { AppSpecText } from './AppSpecText.tsx'
import { BundleTree } from './BundleTree.tsx'
import { FileSheet } from './FileSheet.tsx'
import { HookScripts } from './HookScripts.tsx'
import { RevisionFacts } from './RevisionFacts.tsx'
import { RevisionUse } from './RevisionUse.tsx'

export default function RevisionScreen() {
  const { application = '', revision: revisionId = '' } = useParams()
  const [params, setParams] = useSearchParams()
  const found = useQuery(op('getApplicationRevision', { applicationName: application, revisionId }))
  const mayDeploy = useMay('createDeployment')
  const name = found.data?.revisionInfo.name ?? 'Revision'
  const file = params.get('file')
  const show = (path: string | undefined) =>
    setParams(path === undefined ? {} : { file: path }, { replace: true, preventScrollReset: true })
  return (
    <>
      <PageHead
        title={name}
        crumbs={[
          { name: 'Applications', to: paths.applications() },
          { name: application, to: paths.application(application) },
          { name: 'Revisions', to: paths.revisions(application) },
          { name },
        ]}
        actions={
          found.data && (
            <GoButton
              look="primary"
              to={paths.newDeployment({ application, revision: revisionId })}
              disabledReason={whyNot(mayDeploy)}
            >
              Deploy this
            </GoButton>
          )
        }
      >
        {found.data?.revisionInfo.description !== undefined && (
          <p className="mt-1 text-muted">{found.data.revisionInfo.description}</p>
        )}
      </PageHead>
      <ApplicationTabs application={application} current="revisions" />
      {found.error !== null && <NotFound application={application} error={found.error} onRetry={found.refetch} />}
      {found.isPending && (
        <Loading what="Loading the revision…">
          <BoneRows rows={8} />
        </Loading>
      )}
      {found.data && (
        <div className="grid items-start gap-4 p-4 sm:p-6 xl:grid-cols-2">
          <div className="flex min-w-0 flex-col gap-4">
            <RevisionUse application={application} info={found.data.revisionInfo} />
            <RevisionFacts found={found.data} />
            <BundleTree info={found.data.revisionInfo} onShow={show} />
          </div>
          <div className="flex min-w-0 flex-col gap-4">
            <HookScripts info={found.data.revisionInfo} onShow={show} />
            <AppSpecText text={found.data.revisionInfo.appSpec} complaints={found.data.revisionInfo.complaints} />
          </div>
        </div>
      )}
      {found.data && file !== null && (
        <FileSheet application={application} revisionId={revisionId} path={file} onClose={() => show(undefined)} />
      )}
    </>
  )
}

interface NotFoundProps {
  application: string
  error: { status: number; message: string; code: string; requestId?: string | undefined }
  onRetry: () => unknown
}

function NotFound({ application, error, onRetry }: NotFoundProps) {
  const isGone = error.status === 404
  return (
    <>
      <ErrorRegion
        what="The revision could not be loaded"
        error={error}
        onRetry={isGone ? undefined : () => void onRetry()}
      />
      {isGone && (
        <p className="px-4">
          <ButtonLink to={paths.revisions(application)}>All revisions of {application}</ButtonLink>
        </p>
      )}
    </>
  )
}
