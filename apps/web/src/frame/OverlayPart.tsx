/** One of what opens above every screen. When its code cannot be had, or it breaks, it says so itself: the screen below goes on. */
import { Component, Suspense } from 'react'
import type { ReactNode } from 'react'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'

interface OverlayPartProps {
  /** "The list of keys". */
  what: string
  onClose: () => void
  /** Whatever waits for it need wait no more. */
  onFailed?: () => void
  children: ReactNode
}

export class OverlayPart extends Component<OverlayPartProps, { hasFailed: boolean }> {
  override state = { hasFailed: false }

  static getDerivedStateFromError(): { hasFailed: boolean } {
    return { hasFailed: true }
  }

  override componentDidCatch(): void {
    this.props.onFailed?.()
  }

  override render(): ReactNode {
    const { what, onClose, children } = this.props
    if (!this.state.hasFailed) return <Suspense fallback={null}>{children}</Suspense>
    return (
      <Dialog open onClose={onClose} title={`${what} could not be shown`}>
        <p role="alert">
          This part of the page could not be loaded, or went wrong. What is below still works; loading the page anew
          brings it back once the server answers.
        </p>
        <div className="mt-4 flex justify-end">
          <Button look="primary" onClick={() => window.location.reload()}>
            Load the page anew
          </Button>
        </div>
      </Dialog>
    )
  }
}
