/** Up to sixty targets as cards: name, state, its events as segments, the last line it said, how long it takes. */
import { memo } from 'react'
import { Link } from 'react-router'
import { targetLook } from '../../../components/status.ts'
import { StatusWord } from '../../../components/StatusWord.tsx'
import { currentEvent, eventsOfSide, statusOf } from '../../../live/fleet.ts'
import type { Fleet, FleetLabel } from '../../../live/fleet.ts'
import { cx } from '../../../ui/cx.ts'
import { serverNow, useNow } from '../../../ui/clock.ts'
import { Time } from '../../../ui/Time.tsx'
import { durationText, preciseDuration } from '../../../ui/time-format.ts'
import { useViewParams, withParam } from '../view-params.ts'
import { elapsed } from './describe.ts'
import { EventSegments } from './EventSegments.tsx'
import { EventSteps } from './EventSteps.tsx'
import { FleetHeading } from './FleetHeading.tsx'
import { useFailedJump } from './use-failed-jump.ts'
import { useLastLines } from './use-last-lines.ts'
import { useTrafficReasons } from './use-traffic-reasons.ts'

interface HostCardsProps {
  deploymentId: string
  fleet: Fleet
  shown: readonly number[]
}

export function HostCards({ deploymentId, fleet, shown }: HostCardsProps) {
  const lastLines = useLastLines(deploymentId)
  const reasons = useTrafficReasons(deploymentId, fleet)
  const isOnlyOne = fleet.names.length === 1
  const ofFleet = (label: FleetLabel) => shown.filter((index) => fleet.labels?.[index] === label)
  useFailedJump(fleet, fleet.labels === undefined ? shown : [...ofFleet('B'), ...ofFleet('G')])
  const cards = (indexes: readonly number[], name: string) => (
    <ul
      aria-label={name}
      className={cx(
        'grid gap-2.5 px-3.5 py-3',
        !isOnlyOne && 'grid-cols-[repeat(auto-fill,minmax(min(100%,220px),1fr))]',
      )}
    >
      {indexes.map((index) => (
        <HostCard
          key={fleet.names[index]}
          fleet={fleet}
          index={index}
          lastWords={reasons.get(fleet.names[index] ?? '') ?? lastLines.get(fleet.names[index] ?? '')}
          isLarge={isOnlyOne}
        />
      ))}
    </ul>
  )
  if (fleet.labels === undefined) return cards(shown, 'Hosts')
  if (shown.length === 0) return <p className="p-4 text-muted">No host is in this fleet and state now.</p>
  return (['B', 'G'] as const).map((label) => {
    const ofLabel = ofFleet(label)
    return (
      <FleetHeading key={label} fleet={fleet} label={label}>
        {ofLabel.length === 0 ? null : cards(ofLabel, label === 'B' ? 'Original hosts' : 'Replacement hosts')}
      </FleetHeading>
    )
  })
}

interface HostCardProps {
  fleet: Fleet
  index: number
  /** The balancer's reason while it moves traffic, else the last line the host said. */
  lastWords: string | undefined
  isLarge: boolean
}

const HostCard = memo(function HostCard({ fleet, index, lastWords, isLarge }: HostCardProps) {
  const { params } = useViewParams()
  useNow()
  const name = fleet.names[index] ?? ''
  const status = statusOf(fleet, index)
  const places = eventsOfSide(fleet, index)
  const took = elapsed(fleet, index, serverNow())
  const frame = {
    InProgress: 'border-progress ring-1 ring-progress',
    Failed: 'border-failed-text ring-1 ring-failed-text',
    Ready: 'border-ready-line',
    Pending: 'border-line bg-surface',
  }[status as string]
  return (
    <li className={cx('relative flex min-w-0 flex-col gap-2 rounded-lg border px-3 py-2.5', frame ?? 'border-line')}>
      <div className="flex items-center justify-between gap-2">
        <Link
          to={{ search: `?${withParam(params, 'target', name).toString()}` }}
          replace
          preventScrollReset
          data-host={index}
          className="min-w-0 truncate font-semibold text-text no-underline after:absolute after:inset-0 after:rounded-lg hover:underline"
        >
          {name}
        </Link>
        <HostWord fleet={fleet} index={index} />
      </div>
      <EventSegments events={fleet.events} steps={fleet.steps[index] ?? ''} places={places} />
      {isLarge && <EventSteps events={fleet.events} steps={fleet.steps[index] ?? ''} places={places} />}
      <div className="flex min-h-5 items-baseline justify-between gap-2 text-xs text-muted">
        <LastWords fleet={fleet} index={index} words={lastWords} />
        {took !== undefined && (
          <span className="whitespace-nowrap">
            {status === 'InProgress' ? durationText(took) : preciseDuration(took)}
          </span>
        )}
      </div>
    </li>
  )
})

/** The last line it said; of a host that is not heard, since when: that is why it waits or failed. */
function LastWords({ fleet, index, words }: { fleet: Fleet; index: number; words: string | undefined }) {
  const silentSince = fleet.silentSince[index] ?? 0
  if (silentSince === 0)
    return (
      <span className="mono min-w-0 truncate" title={words}>
        {words ?? ''}
      </span>
    )
  return (
    <span className="min-w-0 truncate font-semibold text-ready-text">
      no report since <Time at={silentSince} style="clock" />
    </span>
  )
}

/** The state of a host; while it runs or after it failed, the event it is at. */
function HostWord({ fleet, index }: { fleet: Fleet; index: number }) {
  const status = statusOf(fleet, index)
  const event = fleet.events[currentEvent(fleet.steps[index] ?? '')]
  const silentSince = fleet.silentSince[index] ?? 0
  if (silentSince > 0 && status === 'InProgress')
    return (
      <StatusWord
        className="text-xs"
        look={{ glyph: 'unknown', tone: 'ready', word: 'Silent' }}
        word={`Silent for ${durationText(serverNow() - silentSince)}`}
      />
    )
  const showsEvent = event !== undefined && (status === 'InProgress' || status === 'Failed')
  const word = status === 'Pending' ? 'Waiting' : showsEvent ? event : undefined
  return (
    <StatusWord
      className="text-xs"
      look={targetLook(status, (fleet.started[index] ?? 0) > 0)}
      {...(word === undefined ? {} : { word })}
    />
  )
}
