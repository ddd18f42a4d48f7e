/** The tag filters of one tag group; a host matches the group when it matches at least one of them. */
import type { TagFilter } from '@sluice/model'
import { Plus, X } from 'lucide-react'
import { Button } from '../../ui/Button.tsx'
import { Input, Select } from '../../ui/Field.tsx'
import { emptyFilter } from './group-draft.ts'

interface TagFilterRowsProps {
  /** Its place from 1, where there are several. */
  group: number | undefined
  filters: readonly TagFilter[]
  onChange: (filters: TagFilter[]) => void
  /** Absent: it is the only one. */
  onRemove?: () => void
}

const most = 10
const types: Record<TagFilter['Type'], string> = {
  KEY_AND_VALUE: 'Key and value',
  KEY_ONLY: 'Key only',
  VALUE_ONLY: 'Value only',
}

export function TagFilterRows({ group, filters, onChange, onRemove }: TagFilterRowsProps) {
  const put = (at: number, filter: TagFilter) => onChange(filters.map((old, index) => (index === at ? filter : old)))
  const full = filters.length >= most
  const nameOf = (at: number) => `${group === undefined ? '' : `Tag group ${group}, `}tag filter ${at + 1}`
  return (
    <div
      role="group"
      aria-label={group === undefined ? 'Tags' : `Tag group ${group}`}
      className={group === undefined ? 'flex flex-col gap-3' : 'flex flex-col gap-3 border-l-2 border-line pl-3'}
    >
      {group !== undefined && (
        <div className="flex flex-wrap items-center justify-between gap-x-3">
          <b className="text-xs">{group === 1 ? 'Any of these' : 'And also any of these'}</b>
          <Button look="quiet" onClick={onRemove}>
            Remove tag group {group}
          </Button>
        </div>
      )}
      {filters.map((filter, at) => (
        <FilterRow
          key={at}
          name={nameOf(at)}
          filter={filter}
          onChange={(next) => put(at, next)}
          onRemove={() => onChange(filters.filter((_, index) => index !== at))}
        />
      ))}
      <div>
        <Button
          disabledReason={full ? `A tag group has at most ${most} tag filters.` : undefined}
          onClick={() => onChange([...filters, emptyFilter])}
        >
          <Plus size={16} strokeWidth={1.75} aria-hidden /> Add a tag filter
          {group !== undefined && <span className="sr-only"> to tag group {group}</span>}
        </Button>
      </div>
    </div>
  )
}

interface FilterRowProps {
  /** "tag filter 1" */
  name: string
  filter: TagFilter
  onChange: (filter: TagFilter) => void
  onRemove: () => void
}

function FilterRow({ name, filter, onChange, onRemove }: FilterRowProps) {
  const retype = (Type: TagFilter['Type']) =>
    onChange({
      Type,
      ...(Type === 'VALUE_ONLY' ? {} : { Key: filter.Key ?? '' }),
      ...(Type === 'KEY_ONLY' ? {} : { Value: filter.Value ?? '' }),
    })
  const alone = filter.Type === 'KEY_AND_VALUE' ? undefined : 'max-sm:col-span-2'
  return (
    <div
      role="group"
      aria-label={name.charAt(0).toUpperCase() + name.slice(1)}
      className="grid grid-cols-[1fr_1fr_auto] items-end gap-2 sm:grid-cols-[9rem_1fr_1fr_auto]"
    >
      <div className="col-span-3 sm:col-span-1">
        <Select label="Match" value={filter.Type} onChange={(event) => retype(event.target.value as TagFilter['Type'])}>
          {Object.entries(types).map(([value, words]) => (
            <option key={value} value={value}>
              {words}
            </option>
          ))}
        </Select>
      </div>
      {filter.Type !== 'VALUE_ONLY' && (
        <div className={alone}>
          <Input
            label="Key"
            placeholder="env"
            value={filter.Key ?? ''}
            onChange={(event) => onChange({ ...filter, Key: event.target.value })}
          />
        </div>
      )}
      {filter.Type !== 'KEY_ONLY' && (
        <div className={alone}>
          <Input
            label="Value, * = anything"
            placeholder="production"
            value={filter.Value ?? ''}
            onChange={(event) => onChange({ ...filter, Value: event.target.value })}
          />
        </div>
      )}
      <button
        type="button"
        aria-label={`Remove ${name.charAt(0).toLowerCase()}${name.slice(1)}`}
        onClick={onRemove}
        className="col-start-3 mb-0.5 grid size-8 place-items-center rounded-md text-muted max-sm:size-11 hover:bg-surface hover:text-text sm:col-start-4"
      >
        <X size={16} strokeWidth={1.75} aria-hidden />
      </button>
    </div>
  )
}
