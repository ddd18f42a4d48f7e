/** Where users go: a line for each fleet, as wide as its share. While traffic moves the width follows the real numbers. */
import { cx } from '../../ui/cx.ts'
import type { Revisions } from '../../components/deadline.ts'
import { percentText } from './measures.ts'
import { originalName } from '../../components/revisions.ts'
import { sideNames } from './SideCard.tsx'
import type { SideName } from './SideCard.tsx'

interface TrafficPictureProps {
  /** "Now", "After approval" */
  title: string
  /** Of the original, 0 to 100; the replacement has the rest. */
  originalPercent: number
  replacementPercent: number
  revisions: Revisions
}

export function TrafficPicture({ title, originalPercent, replacementPercent, revisions }: TrafficPictureProps) {
  const shares = { original: originalPercent, replacement: replacementPercent }
  return (
    <figure className="min-w-0 rounded-lg border border-line bg-raised px-3.5 py-2.5">
      <figcaption className="mb-1.5 text-xs text-muted">
        {title}
        <span className="sr-only">
          : {percentText(originalPercent)} of the users reach the original {originalName(revisions)},{' '}
          {percentText(replacementPercent)} the replacement {revisions.replacement}.
        </span>
      </figcaption>
      <div aria-hidden className="grid grid-cols-[auto_minmax(12px,1fr)_auto_minmax(12px,1fr)_auto] items-center">
        <Node>users</Node>
        <Lines shares={shares} />
        <Node>balancer</Node>
        <Lines shares={shares} />
        <div className="flex min-w-0 flex-col gap-1">
          <Fleet name="original" revision={originalName(revisions)} percent={originalPercent} />
          <Fleet name="replacement" revision={revisions.replacement} percent={replacementPercent} />
        </div>
      </div>
    </figure>
  )
}

const box = 'rounded-md border px-2 py-1 text-xs font-semibold sm:text-sm'

function Node({ children }: { children: string }) {
  return <span className={cx(box, 'border-control')}>{children}</span>
}

/** At 100 %. Pixels. */
const wholeWidth = 14

function Lines({ shares }: { shares: Record<SideName, number> }) {
  return (
    <span className="flex flex-col gap-0.5">
      {(['original', 'replacement'] as const).map((name) => (
        <span
          key={name}
          style={{ height: `${(wholeWidth * shares[name]) / 100}px` }}
          className={cx(
            'block transition-[height] duration-500 ease-out',
            name === 'original' ? 'bg-env-original' : 'env-hatch',
          )}
        />
      ))}
    </span>
  )
}

function Fleet({ name, revision, percent }: { name: SideName; revision: string; percent: number }) {
  const { mark, ink } = sideNames[name]
  return (
    <span
      className={cx(
        box,
        'flex max-w-40 min-w-0 flex-wrap items-baseline gap-x-1.5 sm:max-w-56',
        percent > 0 ? 'border-control' : 'border-dashed border-control font-normal text-muted',
      )}
    >
      <span className={ink}>{mark}</span>
      <span className="mono min-w-0 [overflow-wrap:anywhere]">{revision}</span>
      <span>{percentText(percent)}</span>
    </span>
  )
}
