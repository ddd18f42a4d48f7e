/** Two weeks as bars: how many deployments a day had, and in the notch below how many of them failed. Each leads to its day. */
import type { Output } from '@sluice/api/contracts'
import { Link } from 'react-router'
import { paths } from '../../paths.ts'
import { Card } from '../../ui/Card.tsx'
import { wallNow } from '../../ui/clock.ts'
import { useZone } from '../../ui/time-format.ts'
import { dayWords, daysOf } from './days-of.ts'

type Hours = Output<'getNow'>['hours']

const tall = 48

export function DaysStrip({ hours, days }: { hours: Hours; days: number }) {
  const zone = useZone()
  const strip = daysOf(hours, { now: wallNow(), zone, days })
  const most = Math.max(1, ...strip.map((day) => day.total))
  const height = (count: number) => (count === 0 ? 0 : Math.max(3, Math.round((count / most) * tall)))
  return (
    <Card title="The last two weeks" aside="deployments a day; the lower part failed">
      {/* On a phone a week stands above the other: fourteen in a row would be too narrow to hit. */}
      <ol className="grid grid-cols-7 items-end gap-1 sm:grid-cols-14">
        {strip.map((day) => (
          <li key={day.from} className="min-w-0">
            <Link
              to={paths.deployments({ from: day.from, to: day.to })}
              aria-label={dayWords(day, zone)}
              title={dayWords(day, zone)}
              className="flex min-h-11 flex-col items-center justify-end gap-1 rounded-md px-0.5 pb-0.5 text-xs text-muted no-underline hover:bg-surface"
            >
              <svg aria-hidden width="100%" height={tall} className="block">
                <rect x="15%" width="70%" y={tall - 1} height="1" className="fill-control" />
                <rect
                  x="15%"
                  width="70%"
                  y={tall - height(day.total)}
                  height={height(day.total)}
                  rx="2"
                  className="fill-success stroke-success-line"
                />
                <rect
                  x="15%"
                  width="70%"
                  y={tall - height(day.failed)}
                  height={height(day.failed)}
                  className="fill-failed"
                />
              </svg>
              <span aria-hidden className={day.isToday ? 'font-semibold text-text' : undefined}>
                {day.dayOfMonth}
              </span>
            </Link>
          </li>
        ))}
      </ol>
    </Card>
  )
}
