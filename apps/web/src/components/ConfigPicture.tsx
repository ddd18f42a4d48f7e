/** A fleet under a minimum of healthy hosts, as a strip: one block a wave, as wide as it has hosts. Many waves are joined. */
import type { FleetPreview } from '@sluice/model'
import { cx } from '../ui/cx.ts'

interface ConfigPictureProps {
  preview: FleetPreview
  /** In a list: lower, without the line under it. */
  small?: boolean
}

export function ConfigPicture({ preview, small = false }: ConfigPictureProps) {
  const { waves, failsAtOnce } = preview
  return (
    <div className="min-w-24">
      <div
        role="img"
        aria-label={failsAtOnce === undefined ? pictureWords(preview) : 'No wave: it cannot start.'}
        className={cx('flex gap-0.5', small ? 'h-5' : 'h-9')}
      >
        {failsAtOnce === undefined ? (
          waves.steps.map((hosts, at) => <Wave key={at} hosts={hosts} fleetSize={preview.fleetSize} small={small} />)
        ) : (
          <span className="flex-1 rounded-sm border border-dashed border-control" />
        )}
      </div>
      {!small && failsAtOnce === undefined && <p className="mt-1 text-xs text-muted">{pictureWords(preview)}</p>}
    </div>
  )
}

function Wave({ hosts, fleetSize, small }: { hosts: number; fleetSize: number; small: boolean }) {
  const isRoomy = hosts / fleetSize >= (small ? 0.18 : 0.07)
  return (
    <span
      aria-hidden
      className="flex min-w-1 items-center justify-center overflow-hidden rounded-sm border border-progress text-xs text-progress-text"
      style={{ flexGrow: hosts, flexBasis: 0 }}
    >
      {isRoomy && hosts.toLocaleString('en')}
    </span>
  )
}

/** "5 waves of 2", "3 waves: 2 of 4, the last of 1", "1,000 waves of 1, drawn as 12 steps" */
function pictureWords({ waves: { count, size, lastSize, steps }, zones }: FleetPreview): string {
  const number = (value: number) => value.toLocaleString('en')
  if (zones !== undefined) return `${number(zones.length)} zones of ${steps.map(number).join(', ')} hosts`
  if (count === 1) return `1 wave of ${number(size)}`
  const drawn = steps.length < count ? `, drawn as ${steps.length} steps` : ''
  if (lastSize === size) return `${number(count)} waves of ${number(size)}${drawn}`
  return `${number(count)} waves of ${number(size)}, the last of ${number(lastSize)}${drawn}`
}
