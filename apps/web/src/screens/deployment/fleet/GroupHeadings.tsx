/** The headings over the waves of the map, with their counts. */
import { FleetName } from '../../../components/FleetName.tsx'
import { cx } from '../../../ui/cx.ts'
import { targetStatuses } from '../../../live/fleet.ts'
import type { Fleet } from '../../../live/fleet.ts'
import type { MapGroup, MapLayout, MapSection } from './map-layout.ts'

export function GroupHeadings({ fleet, layout }: { fleet: Fleet; layout: MapLayout }) {
  return (
    <>
      {layout.sections.map((section) => (
        <Section key={section.label} fleet={fleet} section={section} />
      ))}
      {layout.groups.map((group) => (
        <div key={group.from} className="absolute text-xs whitespace-nowrap" style={{ top: group.top }}>
          <b className="font-semibold">{group.label}</b>{' '}
          <span className="text-muted">· {groupWords(fleet, group)}</span>
        </div>
      ))}
    </>
  )
}

function Section({ fleet, section: { label, top, height } }: { fleet: Fleet; section: MapSection }) {
  const hosts = fleet.labels?.filter((one) => one === label).length ?? 0
  return (
    <>
      <h3 className="absolute flex gap-2 text-sm font-semibold" style={{ top }}>
        <FleetName label={label} />
        <span className="font-normal text-muted">{`${hosts.toLocaleString('en')} ${hosts === 1 ? 'host' : 'hosts'}`}</span>
      </h3>
      <span
        aria-hidden
        className={cx('absolute -left-2.5 w-1 rounded-xs', label === 'B' ? 'bg-env-original' : 'env-hatch')}
        style={{ top, height }}
      />
    </>
  )
}

function groupWords(fleet: Fleet, group: MapGroup): string {
  const counts = new Array<number>(targetStatuses.length).fill(0)
  for (let index = group.from; index < group.to; index++) {
    const status = fleet.status[index] ?? 6
    counts[status] = (counts[status] ?? 0) + 1
  }
  const count = (status: (typeof targetStatuses)[number]) => counts[targetStatuses.indexOf(status)] ?? 0
  const words = [
    [count('Succeeded'), '✓'],
    [count('Failed'), '✕'],
    [count('Ready'), 'ready'],
    [count('InProgress'), 'running'],
    [count('Skipped'), 'skipped'],
    [count('Pending'), 'waiting'],
  ] as const
  return words
    .filter(([size]) => size > 0)
    .map(([size, word]) => `${size.toLocaleString('en')} ${word}`)
    .join(' ')
}
