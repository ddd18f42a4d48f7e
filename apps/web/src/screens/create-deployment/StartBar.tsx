/** Always in reach, also on a phone: the start, why it cannot be pressed yet, the way out. */
import { paths } from '../../paths.ts'
import { Button, ButtonLink } from '../../ui/Button.tsx'
import type { Step } from './steps.ts'

interface StartBarProps {
  reason: string | undefined
  /** All is chosen, and a name must be typed in the last step. */
  asksName: boolean
  busy: boolean
  onStart: () => void
  onGo: (step: Step) => void
}

export function StartBar({ reason, asksName, busy, onStart, onGo }: StartBarProps) {
  return (
    <div className="sticky bottom-0 z-10 mt-auto flex flex-wrap items-center gap-2 border-t border-line bg-bg px-4 py-2 max-sm:bottom-16 sm:px-6">
      <Button look="primary" busy={busy} disabledReason={reason} onClick={onStart}>
        Start deployment
      </Button>
      {asksName && <Button onClick={() => onGo('start')}>Type the name…</Button>}
      <ButtonLink look="quiet" className="max-sm:hidden" to={paths.deployments()}>
        Cancel
      </ButtonLink>
      {reason !== undefined && (
        <p aria-hidden className="min-w-0 flex-1 basis-48 text-xs text-muted max-sm:line-clamp-2">
          {reason}
        </p>
      )}
    </div>
  )
}
