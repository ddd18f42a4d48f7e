/** How the wait for people ended: who, when, with which note. Comes live, to everybody who looks at the page. */
import { useSession } from '../../session/session.ts'
import { Time } from '../../ui/Time.tsx'
import { decisionWords, noteOfDecision } from './decision-words.ts'
import type { Ready } from './decision-words.ts'

export function DecisionBanner({ ready }: { ready: Ready | undefined }) {
  const { userId } = useSession()
  const ended = ready?.ended
  if (ready === undefined || ended === undefined) return null
  const note = noteOfDecision(ready)
  return (
    <p
      role="status"
      aria-label="Decision"
      className="border-b border-line bg-accent-soft px-4 py-2.5 text-lg [overflow-wrap:anywhere] sm:px-6"
    >
      <b className="font-semibold">{decisionWords(ready, ended, userId)}</b> at <Time at={ended.at} style="clock" />
      {note === undefined ? '.' : `, note: ${note}`}
    </p>
  )
}
