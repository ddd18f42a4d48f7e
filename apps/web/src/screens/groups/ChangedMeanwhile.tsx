/** The group is not any more what it was when this form was opened. */
import { Button } from '../../ui/Button.tsx'

export function ChangedMeanwhile({ onStartOver }: { onStartOver: () => void }) {
  return (
    <div role="status" className="rounded-md border border-ready-line bg-warning-soft px-3 py-2 text-sm">
      <span aria-hidden>◆ </span>
      This group was changed since you opened the form. What you do not touch here stays as it is now.{' '}
      <Button look="quiet" onClick={onStartOver}>
        Show it as it is now
      </Button>
    </div>
  )
}
