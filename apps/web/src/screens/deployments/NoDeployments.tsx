/** Nothing to list: because nothing was ever deployed, or because nothing matches. */
import { paths } from '../../paths.ts'
import { useMay } from '../../session/session.ts'
import { ButtonLink } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'

export function NoDeployments({ filtered }: { filtered: boolean }) {
  const mayCreate = useMay('createDeployment')
  if (filtered)
    return (
      <EmptyState
        title="No deployment matches"
        action={<ButtonLink to={paths.deployments()}>Clear filters</ButtonLink>}
      >
        Nothing has this status, application and group.
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
