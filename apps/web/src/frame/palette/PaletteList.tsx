/** The list under the palette's field: options in named groups. What may not be done now stays, with the reason. */
import { useEffect, useRef } from 'react'
import { KeyCaps } from '../../components/KeyCaps.tsx'
import { cx } from '../../ui/cx.ts'
import type { PaletteItem } from './item.ts'

interface PaletteListProps {
  id: string
  items: readonly PaletteItem[]
  chosen: PaletteItem | undefined
  optionId: (item: PaletteItem) => string
  onPick: (item: PaletteItem) => void
  onPoint: (item: PaletteItem) => void
}

export function PaletteList({ id, items, ...rest }: PaletteListProps) {
  const groups = [...new Set(items.map((item) => item.group))]
  return (
    <div id={id} role="listbox" aria-label="Found" className="min-h-40">
      {groups.map((group) => (
        <div key={group} role="group" aria-label={group} className="pb-2">
          <div aria-hidden className="px-2 py-1 text-xs font-semibold text-muted">
            {group}
          </div>
          {items
            .filter((item) => item.group === group)
            .map((item) => (
              <Option key={item.id} item={item} {...rest} />
            ))}
        </div>
      ))}
    </div>
  )
}

function Option({
  item,
  chosen,
  optionId,
  onPick,
  onPoint,
}: Omit<PaletteListProps, 'id' | 'items'> & { item: PaletteItem }) {
  const isChosen = item === chosen
  const row = useSeenWhen(isChosen)
  const isOff = item.whyNot !== undefined
  return (
    <button
      ref={row}
      type="button"
      id={optionId(item)}
      role="option"
      tabIndex={-1}
      aria-selected={isChosen}
      aria-disabled={isOff || undefined}
      // The field keeps the focus.
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => onPick(item)}
      onMouseMove={isChosen ? undefined : () => onPoint(item)}
      className={cx(
        'flex min-h-9 w-full items-center text-left gap-3 rounded-md border px-2 py-1 max-sm:min-h-11',
        isChosen ? 'border-accent bg-accent-soft' : 'border-transparent',
        isOff && 'cursor-not-allowed',
      )}
    >
      <span className="min-w-0 flex-1">
        <span className={cx('[overflow-wrap:anywhere]', isOff && 'text-muted')}>{item.name}</span>
        {item.detail !== undefined && item.detail !== '' && (
          <span className="text-sm text-muted [overflow-wrap:anywhere]"> {item.detail}</span>
        )}
        {isOff && <span className="block text-xs text-muted">Not now: {item.whyNot}</span>}
      </span>
      {item.keys !== undefined && <KeyCaps keys={item.keys} />}
    </button>
  )
}

function useSeenWhen(isChosen: boolean) {
  const row = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (isChosen) row.current?.scrollIntoView?.({ block: 'nearest' })
  }, [isChosen])
  return row
}
