/** One line of what happened: the clock, the sentence, how long ago. */
import { Time } from '../../ui/Time.tsx'

export function TimedText({ at, text }: { at: string; text: string }) {
  return (
    <li className="flex items-baseline gap-3 [overflow-wrap:anywhere]">
      <span className="w-18 shrink-0 text-xs text-muted tabular-nums">
        <Time at={at} style="clock" />
      </span>
      <span className="min-w-0 flex-1">{text}</span>
      <span className="shrink-0 text-xs text-muted max-sm:hidden">
        <Time at={at} />
      </span>
    </li>
  )
}
