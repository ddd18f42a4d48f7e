/** Why signing in did not work, in the server's words. */
import type { ApiError } from '@sluice/api/client'

export function SignInProblem({ error }: { error: ApiError | null }) {
  if (error === null) return null
  return (
    <p role="alert" className="rounded-md border border-failed-text bg-danger-soft px-3 py-2 text-sm text-failed-text">
      ✕ {error.message}
    </p>
  )
}
