/**
 * A link to a draft and nothing else: what it holds becomes the address, and the form opens with it. Of one that was started it leads
 * to the deployment that it became.
 */
import { useQuery } from '@tanstack/react-query'
import { Navigate } from 'react-router'
import { paths } from '../../paths.ts'
import { op } from '../../query/op.ts'
import { ButtonLink } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorRegion } from '../../ui/ErrorRegion.tsx'
import { BoneRows, Loading } from '../../ui/Skeleton.tsx'
import { isStep } from './steps.ts'

export function OpenDraft({ draftId }: { draftId: string }) {
  const { data, error, refetch } = useQuery({ ...op('getDraft', { draftId }), retry: false })
  const started = error?.details.find(({ rule }) => rule === 'started')?.fix
  if (started !== undefined) return <Navigate replace to={paths.deployment(started)} />
  if (error?.code === 'DraftDoesNotExist')
    return (
      <EmptyState
        title="This draft is gone"
        action={
          <ButtonLink look="primary" to={paths.newDeployment()}>
            Begin a new deployment
          </ButtonLink>
        }
      >
        {error.message}
      </EmptyState>
    )
  if (error !== null)
    return <ErrorRegion what="The draft could not be opened" error={error} onRetry={() => void refetch()} />
  if (data === undefined)
    return (
      <Loading what="Opening the draft…">
        <BoneRows />
      </Loading>
    )
  return <Navigate replace to={{ search: addressOf(data.search, draftId) }} />
}

/** Never a link to the draft and nothing else: that would be opened again. */
function addressOf(search: string, draftId: string): string {
  const params = new URLSearchParams(search)
  params.set('draft', draftId)
  if ([...params.keys()].length === 1) params.set('step', 'where')
  const step = params.get('step')
  if (step !== null && !isStep(step)) params.delete('step')
  return params.toString()
}
