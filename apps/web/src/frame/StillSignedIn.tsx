/** Signing out did not work: said until somebody has read it, because whoever walks away now leaves their session behind. */
import type { ApiError } from '@sluice/api/client'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'

interface StillSignedInProps {
  error: ApiError
  isTrying: boolean
  onTryAgain: () => void
  onClose: () => void
}

export function StillSignedIn({ error, isTrying, onTryAgain, onClose }: StillSignedInProps) {
  return (
    <Dialog open onClose={onClose} title="You are still signed in">
      <p role="alert">
        {error.code === 'Unreachable' ? 'The server did not answer.' : error.message} Your session goes on: whoever uses
        this browser next can go on as you. What it kept of your screens and forms is removed.
      </p>
      <div className="mt-4 flex justify-end gap-2">
        <Button onClick={onClose}>Stay signed in</Button>
        <Button look="primary" busy={isTrying} onClick={onTryAgain}>
          Try again
        </Button>
      </div>
    </Dialog>
  )
}
