/** A screen broke: the frame stays, the page says what to do and what to quote. */
import { isRouteErrorResponse, useRouteError } from 'react-router'
import { ErrorRegion } from '../ui/ErrorRegion.tsx'

export function ScreenError() {
  const error = useRouteError()
  return (
    <div className="mx-auto max-w-2xl p-6">
      <h1 className="mb-3 text-xl font-semibold">This screen could not be shown</h1>
      <ErrorRegion
        what="Something in this screen is broken"
        error={{ message: messageOf(error) }}
        stillWorks="Deployments go on without it; the other screens still work."
        onRetry={() => location.reload()}
      />
    </div>
  )
}

function messageOf(error: unknown): string {
  if (isRouteErrorResponse(error)) return `${error.status} ${error.statusText}.`
  return error instanceof Error ? `${error.message}.` : 'No reason was given.'
}
