/** What comes after the rows that are loaded, and how far back was looked when few matched. */
import { Button } from '../../ui/Button.tsx'
import { Time } from '../../ui/Time.tsx'

interface OlderRowsProps {
  lookedBackTo: string | undefined
  isLooking: boolean
  onMore: () => void
}

export function OlderRows({ lookedBackTo, isLooking, onMore }: OlderRowsProps) {
  return (
    <div className="flex flex-col items-center gap-2 pt-4">
      {lookedBackTo !== undefined && (
        <p role="status" className="text-muted">
          Looked through the history back to <Time at={lookedBackTo} style="full" />.
        </p>
      )}
      <Button busy={isLooking} onClick={onMore}>
        {isLooking ? 'Looking…' : lookedBackTo === undefined ? 'Load older deployments' : 'Look further back'}
      </Button>
    </div>
  )
}
