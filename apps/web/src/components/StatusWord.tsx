/** A status as glyph and word: in a pill, or plain in a row. */
import type { DeploymentStatus } from '@sluice/model'
import { cx } from '../ui/cx.ts'
import { Glyph } from '../ui/Glyph.tsx'
import { Pill, toneText } from '../ui/Pill.tsx'
import { deploymentLooks } from './status.ts'
import type { StatusLook } from './status.ts'

/** `held`: running, but no further host starts. */
export function DeploymentPill({ status, held = false }: { status: DeploymentStatus; held?: boolean }) {
  const look: StatusLook =
    held && status === 'InProgress' ? { glyph: 'ready', tone: 'ready', word: 'Held' } : deploymentLooks[status]
  return (
    <Pill tone={look.tone} glyph={<Glyph name={look.glyph} className="size-2.5" />}>
      {look.word}
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
