/** A status as glyph and word: in a pill, or plain in a row. */
import { cx } from '../ui/cx.ts'
import { Glyph } from '../ui/Glyph.tsx'
import { Pill, toneText } from '../ui/Pill.tsx'
import { deploymentLook } from './status.ts'
import type { StatusLook } from './status.ts'

interface DeploymentPillProps {
  deployment: Parameters<typeof deploymentLook>[0]
  /** Where more is known than how it stands: for whom it waits. */
  word?: string | undefined
}

export function DeploymentPill({ deployment, word }: DeploymentPillProps) {
  const look = deploymentLook(deployment)
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
