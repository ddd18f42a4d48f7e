/** An address that leads nowhere. */
import { PageHead } from '../../frame/Page.tsx'
import { paths } from '../../paths.ts'
import { ButtonLink } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'

export default function NotFoundScreen() {
  return (
    <>
      <PageHead title="Page not found" />
      <EmptyState
        title="There is nothing at this address"
        action={
          <ButtonLink to={paths.deployments()} look="primary">
            Go to deployments
          </ButtonLink>
        }
      >
        The link may be old or mistyped. Nothing was changed.
      </EmptyState>
    </>
  )
}
