/** The checklist: what was looked at, how it stands, since when, and where to see it. */
import type { ApprovalCheck, ApprovalEvidence } from '@sluice/model'
import { Link } from 'react-router'
import { paths } from '../../paths.ts'
import { Card } from '../../ui/Card.tsx'
import type { RegionState } from '../../ui/Card.tsx'
import { cx } from '../../ui/cx.ts'
import { Glyph } from '../../ui/Glyph.tsx'
import type { GlyphName } from '../../ui/Glyph.tsx'
import { Time } from '../../ui/Time.tsx'

interface EvidenceCardProps {
  evidence: ApprovalEvidence
  state: RegionState
  deploymentId: string
}

export function EvidenceCard({ evidence, state, deploymentId }: EvidenceCardProps) {
  return (
    <Card
      title="Evidence"
      aside={
        <>
          as of <Time at={evidence.at} style="clock" />
        </>
      }
      state={state}
      bodyClassName="px-3.5 py-1"
    >
      <Checklist checks={evidence.checks} deploymentId={deploymentId} />
    </Card>
  )
}

export function Checklist({ checks, deploymentId }: { checks: readonly ApprovalCheck[]; deploymentId: string }) {
  return (
    <ul aria-label="Checks">
      {checks.map((check) => (
        <li
          key={check.name}
          className="grid grid-cols-[auto_minmax(0,1fr)_auto] items-baseline gap-x-2.5 border-b border-line py-1.5 last:border-b-0"
        >
          <CheckMark state={check.state} />
          <span className="[overflow-wrap:anywhere]">
            {check.state !== 'ok' && (
              <b className={cx('font-semibold', looks[check.state].ink)}>{looks[check.state].word}: </b>
            )}
            {check.sentence}{' '}
            <Link
              to={whereToSee(check, deploymentId)}
              aria-label={`Show: ${check.sentence}`}
              className="link inline-flex min-h-6 items-center text-xs max-sm:min-h-11"
            >
              Show
            </Link>
          </span>
          <span className="text-xs text-muted">
            {check.at === undefined ? 'now' : <Time at={check.at} style="clock" />}
          </span>
        </li>
      ))}
    </ul>
  )
}

const looks: Record<ApprovalCheck['state'], { glyph: GlyphName; ink: string; word: string }> = {
  ok: { glyph: 'success', ink: 'text-success-text', word: 'Passed' },
  warning: { glyph: 'ready', ink: 'text-ready-text', word: 'Attention' },
  failed: { glyph: 'failed', ink: 'text-failed-text', word: 'Failed' },
}

function CheckMark({ state }: { state: ApprovalCheck['state'] }) {
  const { glyph, ink, word } = looks[state]
  return (
    <span className={ink}>
      <Glyph name={glyph} className="size-3" />
      {state === 'ok' && <span className="sr-only">{word}</span>}
    </span>
  )
}

function whereToSee({ name }: ApprovalCheck, deploymentId: string): string {
  switch (name) {
    case 'hooksPassed':
      return paths.deployment(deploymentId, 'logs')
    case 'bundleUnchanged':
      return paths.deployment(deploymentId, 'config')
    case 'testListener':
    case 'replacementHealthy':
    case 'sameCapacity':
    case 'originalHealthy':
      return paths.deployment(deploymentId, 'fleet')
  }
}

/** The same in one line, for the top of a phone. */
export function Verdict({ checks }: { checks: readonly ApprovalCheck[] }) {
  const count = (state: ApprovalCheck['state']) => checks.filter((check) => check.state === state).length
  const [passed, attention, failed] = [count('ok'), count('warning'), count('failed')]
  return (
    <p className="flex flex-wrap gap-x-4 font-semibold">
      <span className={looks.ok.ink}>✓ {passed} passed</span>
      {attention > 0 && (
        <span className={looks.warning.ink}>
          ◆ {attention} {attention === 1 ? 'needs' : 'need'} attention
        </span>
      )}
      {failed > 0 && <span className={looks.failed.ink}>✕ {failed} failed</span>}
    </p>
  )
}
