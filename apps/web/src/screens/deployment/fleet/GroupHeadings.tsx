/** The headings over the waves of the map, with their counts. */
import { targetStatuses } from '../../../live/fleet.ts'
import type { Fleet } from '../../../live/fleet.ts'
import type { MapGroup, MapLayout } from './map-layout.ts'

export function GroupHeadings({ fleet, layout }: { fleet: Fleet; layout: MapLayout }) {
  return layout.groups.map((group) => (
    <div key={group.from} className="absolute text-xs whitespace-nowrap" style={{ top: group.top }}>
      <b className="font-semibold">{group.label}</b> <span className="text-muted">· {groupWords(fleet, group)}</span>
    </div>
  ))
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
    [count('InProgress'), 'running'],
    [count('Skipped'), 'skipped'],
    [count('Pending'), 'waiting'],
  ] as const
  return words
    .filter(([size]) => size > 0)
    .map(([size, word]) => `${size.toLocaleString('en')} ${word}`)
    .join(' ')
}
