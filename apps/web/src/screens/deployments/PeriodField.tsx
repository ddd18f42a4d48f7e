/** When it was started: quick choices, or days of one's own. */
import { useState } from 'react'
import { useZone } from '../../ui/time-format.ts'
import { filterLook } from '../../components/filter-look.ts'
import { useFacets } from './use-facets.ts'
import { dayOf, instantOfDay, quickPeriods, quickWords } from './period.ts'
import type { Period } from './period.ts'

export function PeriodField({ period }: { period: Period | undefined }) {
  const { choose } = useFacets()
  const [isOwn, setOwn] = useState(false)
  const hasDays = period !== undefined && period.quick === undefined
  const showsDays = isOwn || hasDays
  const pick = (value: string) => {
    setOwn(value === 'own')
    choose('started', value === 'own' ? '' : value)
  }
  return (
    <>
      <select
        aria-label="Started"
        value={showsDays ? 'own' : (period?.quick ?? '')}
        onChange={(event) => pick(event.target.value)}
        className={`${filterLook} pr-7`}
      >
        <option value="">Started at any time</option>
        {quickPeriods.map((quick) => (
          <option key={quick} value={quick}>
            {quickWords[quick]}
          </option>
        ))}
        <option value="own">From day to day…</option>
      </select>
      {showsDays && <Days range={period?.range ?? {}} />}
    </>
  )
}

function Days({ range }: { range: Period['range'] }) {
  const { choose } = useFacets()
  const zone = useZone()
  return (
    <>
      <span aria-hidden className="self-center text-xs text-muted">
        from
      </span>
      <input
        type="date"
        aria-label="Started from"
        value={dayOf(range.start, zone)}
        max={dayOf(range.end, zone) || undefined}
        onChange={(event) => choose('from', instantOfDay(event.target.value, zone, 'start'))}
        className={`${filterLook} pr-2`}
      />
      <span aria-hidden className="self-center text-xs text-muted">
        until
      </span>
      <input
        type="date"
        aria-label="Started until"
        value={dayOf(range.end, zone)}
        min={dayOf(range.start, zone) || undefined}
        onChange={(event) => choose('to', instantOfDay(event.target.value, zone, 'end'))}
        className={`${filterLook} pr-2`}
      />
    </>
  )
}
