/** A status as glyph and word: in a pill, or plain in a row. */
import type { DeploymentStatus } from '@sluice/model'
import { cx } from '../ui/cx.ts'
import { Glyph } from '../ui/Glyph.tsx'
import { Pill, toneText } from '../ui/Pill.tsx'
import { deploymentLooks } from './status.ts'
import type { StatusLook } from './status.ts'

interface DeploymentPillProps {
  status: DeploymentStatus
  /** Running, but no further host starts. */
  held?: boolean
  /** Where more is known than the status: for whom it waits. */
  word?: string | undefined
}

export function DeploymentPill({ status, held = false, word }: DeploymentPillProps) {
  const look: StatusLook =
    held && (status === 'InProgress' || status === 'Baking')
      ? { glyph: 'ready', tone: 'ready', word: 'Held' }
      : deploymentLooks[status]
  return (
    <Pill tone={look.tone} glyph={<Glyph name={look.glyph} className="size-2.5" />}>
      {word ?? look.word}
    </Pill>
  )
}

export function StatusWord({ look, word, className }: { look: StatusLook; word?: string; className?: string }) {
  return (
    <span
      className={cx('inline-flex items-center gap-1.5 whitespace-nowrap font-semibold', toneText[look.tone], className)}
    >
      <Glyph name={look.glyph} className="size-2.5" />
      {word ?? look.word}
    </span>
  )
}
