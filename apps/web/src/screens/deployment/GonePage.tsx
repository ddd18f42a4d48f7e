/** No such deployment: said plainly, with the way to those that exist. */
import { PageHead } from '../../frame/Page.tsx'
import { paths } from '../../paths.ts'
import { ButtonLink } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'

export function GonePage({ deploymentId }: { deploymentId: string }) {
  return (
    <>
      <PageHead
        title={`Deployment ${deploymentId}`}
        crumbs={[{ name: 'Deployments', to: paths.deployments() }, { name: deploymentId }]}
      />
      <EmptyState
        title={`There is no deployment ${deploymentId}`}
        action={
          <ButtonLink to={paths.deployments()} look="primary">
            Go to the history
          </ButtonLink>
        }
      >
        The id may be mistyped: it looks like d-1A2B3C4D5. It may also belong to another account.
      </EmptyState>
    </>
  )
}
