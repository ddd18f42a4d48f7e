/** Always in reach, also on a phone: the start, why it cannot be pressed yet, the way out. */
import { useEffect, useRef } from 'react'
import { paths } from '../../paths.ts'
import { Button, ButtonLink } from '../../ui/Button.tsx'
import { FieldsInError } from '../../ui/Form.tsx'
import type { Step } from './steps.ts'

interface StartBarProps {
  reason: string | undefined
  /** All is chosen, and a name must be typed in the last step. */
  asksName: boolean
  /** A deployment that is done again: one more key starts it. */
  isAgain: boolean
  busy: boolean
  onStart: () => void
  onGo: (step: Step) => void
}

export function StartBar({ reason, asksName, isAgain, busy, onStart, onGo }: StartBarProps) {
  const button = useFocusWhenReady(isAgain && reason === undefined)
  return (
    <div className="sticky bottom-0 z-10 mt-auto flex flex-wrap items-center gap-2 border-t border-line bg-bg px-4 py-2 max-sm:bottom-16 sm:px-6">
      <Button ref={button} look="primary" busy={busy} disabledReason={reason} onClick={onStart}>
        Start deployment
      </Button>
      {asksName && <Button onClick={() => onGo('start')}>Type the name…</Button>}
      <ButtonLink look="quiet" className="max-sm:hidden" to={paths.deployments()}>
        Cancel
      </ButtonLink>
      <FieldsInError />
      {reason !== undefined && (
        <p aria-hidden className="min-w-0 flex-1 basis-48 text-xs text-muted max-sm:line-clamp-2">
          {reason}
        </p>
      )}
    </div>
  )
}

/** Once, and only from where the screen itself put the focus: nobody who went on already is taken away. */
function useFocusWhenReady(isReady: boolean) {
  const button = useRef<HTMLButtonElement>(null)
  const isOver = useRef(false)
  useEffect(() => {
    if (!isReady || isOver.current) return
    isOver.current = true
    const at = document.activeElement
    if (at === document.body || at?.tagName === 'H1') button.current?.focus({ preventScroll: true })
  }, [isReady])
  return button
}
