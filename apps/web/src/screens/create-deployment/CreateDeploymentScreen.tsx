/** Create deployment: opens a draft that a link names, or the form with what its address says. */
import type { ApiError } from '@sluice/api/client'
import { useSearchParams } from 'react-router'
import { PageHead } from '../../frame/Page.tsx'
import { paths } from '../../paths.ts'
import { ButtonLink } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorRegion } from '../../ui/ErrorRegion.tsx'
import { BoneRows, Loading } from '../../ui/Skeleton.tsx'
import { useDraft } from './draft.ts'
import { OpenDraft } from './OpenDraft.tsx'
import { Wizard } from './Wizard.tsx'

export default function CreateDeploymentScreen() {
  const [params] = useSearchParams()
  const draftId = params.get('draft')
  const isOnlyALink = draftId !== null && draftId !== '' && [...params.keys()].length === 1
  return (
    <>
      <PageHead
        title="Create deployment"
        crumbs={[{ name: 'Deployments', to: paths.deployments() }, { name: 'Create' }]}
      />
      {isOnlyALink ? <OpenDraft draftId={draftId} /> : <PreparedForm />}
    </>
  )
}

function PreparedForm() {
  const form = useDraft()
  if (form.error !== null) return <Unprepared error={form.error} onRetry={form.retry} />
  if (form.loading)
    return (
      <Loading what="Loading applications…">
        <BoneRows />
      </Loading>
    )
  if (form.applications.length === 0)
    return (
      <EmptyState
        title="There is nothing to deploy yet"
        action={
          <ButtonLink look="primary" to={paths.newApplication()}>
            Create an application
          </ButtonLink>
        }
      >
        An application ties revisions and deployment groups together. Create one, upload a revision, and come back.
      </EmptyState>
    )
  return <Wizard form={form} />
}

/** An address may name a deployment that nobody has: there is always a way to the empty form. */
function Unprepared({ error, onRetry }: { error: ApiError; onRetry: () => void }) {
  return (
    <>
      <ErrorRegion what="The form could not be prepared" error={error} onRetry={onRetry} />
      <p className="px-4 sm:px-6">
        <ButtonLink to={paths.newDeployment()}>Begin with an empty form</ButtonLink>
      </p>
    </>
  )
}
