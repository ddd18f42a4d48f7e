/** A list of tag filters; a host is selected when it matches at least one. */
import type { TagFilter } from '@sluice/model'
import { Plus, X } from 'lucide-react'
import { Button } from '../../ui/Button.tsx'
import { Input, Select } from '../../ui/Field.tsx'

interface TagFilterFieldsProps {
  filters: readonly TagFilter[]
  onChange: (filters: TagFilter[]) => void
  error: string | undefined
  hint?: string
}

const most = 10
const types: Record<TagFilter['Type'], string> = {
  KEY_AND_VALUE: 'Key and value',
  KEY_ONLY: 'Key only',
  VALUE_ONLY: 'Value only',
}

export function TagFilterFields({ filters, onChange, error, hint }: TagFilterFieldsProps) {
  const put = (at: number, filter: TagFilter) => onChange(filters.map((old, index) => (index === at ? filter : old)))
  const full = filters.length >= most
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="mb-1 text-xs font-semibold">Hosts whose tags match one of these</legend>
      {hint !== undefined && <p className="text-xs text-muted">{hint}</p>}
      {filters.map((filter, at) => (
        <FilterRow
          key={at}
          place={at + 1}
          filter={filter}
          onChange={(next) => put(at, next)}
          onRemove={() => onChange(filters.filter((_, index) => index !== at))}
        />
      ))}
      {error !== undefined && <p className="text-xs font-medium text-failed-text">✕ {error}</p>}
      <div>
        <Button
          disabledReason={full ? `A group has at most ${most} tag filters.` : undefined}
          onClick={() => onChange([...filters, { Type: 'KEY_AND_VALUE', Key: '', Value: '' }])}
        >
          <Plus size={16} strokeWidth={1.75} aria-hidden /> Add a tag filter
        </Button>
      </div>
    </fieldset>
  )
}

interface FilterRowProps {
  place: number
  filter: TagFilter
  onChange: (filter: TagFilter) => void
  onRemove: () => void
}

function FilterRow({ place, filter, onChange, onRemove }: FilterRowProps) {
  const retype = (Type: TagFilter['Type']) =>
    onChange({
      Type,
      ...(Type === 'VALUE_ONLY' ? {} : { Key: filter.Key ?? '' }),
      ...(Type === 'KEY_ONLY' ? {} : { Value: filter.Value ?? '' }),
    })
  return (
    <div
      role="group"
      aria-label={`Tag filter ${place}`}
      className="grid grid-cols-[1fr_auto] items-end gap-2 sm:grid-cols-[9rem_1fr_1fr_auto]"
    >
      <div className="col-span-2 sm:col-span-1">
        <Select label="Match" value={filter.Type} onChange={(event) => retype(event.target.value as TagFilter['Type'])}>
          {Object.entries(types).map(([value, words]) => (
            <option key={value} value={value}>
              {words}
            </option>
          ))}
        </Select>
      </div>
      {filter.Type !== 'VALUE_ONLY' && (
        <Input
          label="Key"
          placeholder="env"
          maxLength={128}
          value={filter.Key ?? ''}
          onChange={(event) => onChange({ ...filter, Key: event.target.value })}
        />
      )}
      {filter.Type !== 'KEY_ONLY' && (
        <Input
          label="Value, * = anything"
          placeholder="production"
          maxLength={256}
          value={filter.Value ?? ''}
          onChange={(event) => onChange({ ...filter, Value: event.target.value })}
        />
      )}
      <button
        type="button"
        aria-label={`Remove tag filter ${place}`}
        onClick={onRemove}
        className="mb-0.5 grid size-8 place-items-center rounded-md text-muted hover:bg-surface hover:text-text sm:col-start-4"
      >
        <X size={16} strokeWidth={1.75} aria-hidden />
      </button>
    </div>
  )
}
