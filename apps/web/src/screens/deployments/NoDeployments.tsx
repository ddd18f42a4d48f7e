/** Nothing to list: because nothing was ever deployed, or because nothing matches. */
import { paths } from '../../paths.ts'
import { useMay } from '../../session/session.ts'
import { ButtonLink } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'

export function NoDeployments({ filters, isWaiting = false }: { filters: number; isWaiting?: boolean }) {
  const mayCreate = useMay('createDeployment')
  if (filters > 0)
    return (
      <EmptyState
        title={isWaiting ? 'Nothing waits for you' : 'No deployment matches'}
        action={
          <ButtonLink to={paths.deployments()}>Clear {filters === 1 ? 'filter' : `${filters} filters`}</ButtonLink>
        }
      >
        {isWaiting
          ? 'A deployment waits for you when it is ready to move traffic and you may decide.'
          : 'The whole history was looked through: nothing in it has all of this.'}
      </EmptyState>
    )
  return (
    <EmptyState
      title="Nothing was deployed yet"
      action={
        mayCreate.allowed && (
          <ButtonLink to={paths.newDeployment()} look="primary">
            Create the first deployment
          </ButtonLink>
        )
      }
    >
      A deployment brings a revision of an application to the hosts of a deployment group, a few at a time, and you
      watch every one of them. {!mayCreate.allowed && mayCreate.reason}
    </EmptyState>
  )
}
