/** Nothing happened yet, or nothing that fits the filter. */
import { useSearchParams } from 'react-router'
import { paths } from '../../paths.ts'
import { Button, ButtonLink } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'

export function NoActivity({ filters }: { filters: number }) {
  const [, setParams] = useSearchParams()
  if (filters > 0)
    return (
      <EmptyState
        title="Nothing of that kind happened"
        action={
          <Button onClick={() => setParams(new URLSearchParams())}>
            Clear {filters === 1 ? '1 filter' : `${filters} filters`}
          </Button>
        }
      >
        Something may have happened that the filter leaves out.
      </EmptyState>
    )
  return (
    <EmptyState title="Nothing happened yet" action={<ButtonLink to={paths.deployments()}>See deployments</ButtonLink>}>
      Every deployment is told here: who started it, what was asked of it, how its traffic moved and how it ended. So
      are applications, groups, configurations and hosts that somebody set up otherwise. What is new appears by itself.
    </EmptyState>
  )
}
