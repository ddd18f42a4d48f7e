/** Above a form that shows what was typed before the page was loaded again. */
import { Button } from '../ui/Button.tsx'

export function RestoredNote({ onStartOver }: { onStartOver: () => void }) {
  return (
    <p role="status" className="flex flex-wrap items-center gap-x-3 gap-y-1 rounded-md bg-surface px-3 py-1.5 text-sm">
      This is what you had typed before the page was loaded again.
      <Button look="quiet" onClick={onStartOver}>
        Start over
      </Button>
    </p>
  )
}
