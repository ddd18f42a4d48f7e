/**
 * Which of the two fleets of a blue/green deployment: the word, the colour's name, and a mark that is solid for the
 * original and hatched for the replacement. These colours are names, never states.
 */
import type { FleetLabel } from '../live/fleet.ts'
import { cx } from '../ui/cx.ts'

export const fleetNames: Record<FleetLabel, string> = { B: 'Original (blue)', G: 'Replacement (green)' }

const shortNames: Record<FleetLabel, string> = { B: 'Original', G: 'Replacement' }

interface FleetNameProps {
  label: FleetLabel
  /** Without the colour's name, where there is little room. */
  short?: boolean
  className?: string
}

export function FleetName({ label, short = false, className }: FleetNameProps) {
  return (
    <span className={cx('inline-flex items-center gap-1.5 whitespace-nowrap', className)}>
      <FleetMark label={label} />
      {(short ? shortNames : fleetNames)[label]}
    </span>
  )
}

export function FleetMark({ label, className }: { label: FleetLabel; className?: string }) {
  return (
    <span
      aria-hidden
      className={cx(
        'inline-block h-3.5 w-2.5 shrink-0 rounded-xs border',
        label === 'B' ? 'border-env-original bg-env-original' : 'env-hatch border-env-replacement',
        className,
      )}
    />
  )
}
