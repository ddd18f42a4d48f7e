/** Order of the rows, part of the axis, waits, and the same as a table. All of it is in the address. */
import { useSearchParams } from 'react-router'
import { Button } from '../../../ui/Button.tsx'
import { rowOrderFrom, rowOrders } from './row-order.ts'
import type { RowOrder } from './row-order.ts'
import { deepest, moved, wholeWindow, windowFrom, windowText, zoomed } from './window.ts'
import type { TimeWindow } from './window.ts'

type ToolKey = 'rows' | 'as' | 'waits' | 'seen'

export function useTimelineParams() {
  const [params, setParams] = useSearchParams()
  const set = (key: ToolKey, value: string) =>
    setParams(
      (before) => {
        const next = new URLSearchParams(before)
        if (value === '') next.delete(key)
        else next.set(key, value)
        return next
      },
      { replace: true, preventScrollReset: true },
    )
  return { params, set, seen: windowFrom(params.get('seen')) }
}

interface TimelineToolsProps {
  order: RowOrder
  isTable: boolean
  /** There is a wait that may be folded. */
  canFold: boolean
  folds: boolean
}

export function TimelineTools({ order, isTable, canFold, folds }: TimelineToolsProps) {
  const { set, seen } = useTimelineParams()
  const look = (window: TimeWindow) => set('seen', windowText(window))
  const isWhole = seen.zoom === 1
  return (
    <div className="flex flex-wrap items-center gap-1.5 border-y border-line px-3.5 py-2">
      <select
        aria-label="Order of the targets"
        value={order}
        onChange={(event) => {
          const next = rowOrderFrom(event.target.value)
          set('rows', next === 'planned' ? '' : next)
        }}
        className="min-h-8 rounded-md border border-control bg-bg py-1 pl-2.5 pr-7 max-sm:min-h-11"
      >
        {Object.entries(rowOrders).map(([value, words]) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
      </select>
      {!isTable && (
        <div role="group" aria-label="Part of the time" className="flex flex-wrap items-center gap-1.5">
          <Button
            aria-label="Closer"
            disabledReason={seen.zoom >= deepest ? 'It is as close as it goes.' : undefined}
            onClick={() => look(zoomed(seen, 2))}
          >
            +
          </Button>
          <Button
            aria-label="Further away"
            disabledReason={isWhole ? 'The whole time is seen.' : undefined}
            onClick={() => look(zoomed(seen, 0.5))}
          >
            −
          </Button>
          <Button
            aria-label="Earlier"
            disabledReason={seen.from <= 0 ? 'This is the beginning.' : undefined}
            onClick={() => look(moved(seen, -1))}
          >
            ←
          </Button>
          <Button
            aria-label="Later"
            disabledReason={seen.from >= 1 - 1 / seen.zoom ? 'This is the end.' : undefined}
            onClick={() => look(moved(seen, 1))}
          >
            →
          </Button>
          {!isWhole && (
            <Button look="quiet" onClick={() => look(wholeWindow)}>
              Whole time
            </Button>
          )}
          {canFold && (
            <Button aria-pressed={folds} className="font-normal" onClick={() => set('waits', folds ? 'whole' : '')}>
              Fold waits
            </Button>
          )}
        </div>
      )}
      <Button aria-pressed={isTable} className="ml-auto font-normal" onClick={() => set('as', isTable ? '' : 'table')}>
        As a table
      </Button>
    </div>
  )
}
