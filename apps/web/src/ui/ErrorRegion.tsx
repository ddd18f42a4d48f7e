/** A region that could not be shown: what failed, what still works, the id to quote, and a way to try again. */
import { Button } from './Button.tsx'

export interface ShownError {
  message: string
  /** The refusal's code, as scripts see it. */
  code?: string | undefined
  requestId?: string | undefined
}

interface ErrorRegionProps {
  /** What failed: "The targets could not be loaded". */
  what: string
  error: ShownError
  /** What goes on without it: "The deployment itself goes on." */
  stillWorks?: string
  onRetry?: (() => void) | undefined
}

export function ErrorRegion({ what, error, stillWorks, onRetry }: ErrorRegionProps) {
  return (
    <div role="alert" data-state="error" className="m-3 rounded-md border border-failed-text bg-danger-soft px-4 py-3">
      <p className="font-semibold text-failed-text">✕ {what}</p>
      <p className="mt-1">
        {error.message} {stillWorks}
      </p>
      {(error.code ?? error.requestId) !== undefined && (
        <p className="mt-1 text-xs text-muted">
          <span className="mono select-all">{error.code}</span>
          {error.requestId !== undefined && (
            <>
              {' '}
              Request <span className="mono select-all">{error.requestId}</span>
            </>
          )}
        </p>
      )}
      {onRetry !== undefined && (
        <Button className="mt-2.5" onClick={onRetry}>
          Retry
        </Button>
      )}
    </div>
  )
}
