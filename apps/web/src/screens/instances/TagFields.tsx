/** Tags as rows of a form: key, value, away with it, one more. */
import { limits } from '@sluice/model'
import { Button } from '../../ui/Button.tsx'
import { Input } from '../../ui/Field.tsx'
import { problemOf } from './tag-draft.ts'
import type { TagRow } from './tag-draft.ts'
import { useWrongField, wrongMark } from '../../ui/wrong-fields.ts'

interface TagFieldsProps {
  rows: readonly TagRow[]
  onChange: (rows: TagRow[]) => void
  error?: string | undefined
}

export function TagFields({ rows, onChange, error }: TagFieldsProps) {
  const change = (id: number, part: Partial<TagRow>) =>
    onChange(rows.map((row) => (row.id === id ? { ...row, ...part } : row)))
  const nextId = Math.max(-1, ...rows.map((row) => row.id)) + 1
  useWrongField(error)
  return (
    <fieldset className="flex flex-col gap-2" {...wrongMark(error)}>
      <legend className="mb-1 text-xs font-semibold">Tags</legend>
      {rows.length === 0 && <p className="text-sm text-muted">No tag yet. Groups select hosts by their tags.</p>}
      {rows.map((row, at) => (
        <div key={row.id} className="grid grid-cols-[minmax(0,1fr)_minmax(0,1fr)_auto] items-start gap-2">
          <Input
            label={`Key ${at + 1}`}
            autoComplete="off"
            value={row.key}
            error={problemOf(row, rows)}
            onChange={(event) => change(row.id, { key: event.target.value })}
          />
          <Input
            label={`Value ${at + 1}`}
            autoComplete="off"
            value={row.value}
            onChange={(event) => change(row.id, { value: event.target.value })}
          />
          <Button look="quiet" className="mt-5" onClick={() => onChange(rows.filter((one) => one.id !== row.id))}>
            Remove<span className="sr-only"> tag {row.key === '' ? at + 1 : row.key}</span>
          </Button>
        </div>
      ))}
      {error !== undefined && <p className="text-xs font-medium text-failed-text">✕ {error}</p>}
      <div>
        <Button
          disabledReason={rows.length >= limits.tagsPerInstance ? 'A host has at most ten tags.' : undefined}
          onClick={() => onChange([...rows, { id: nextId, key: '', value: '' }])}
        >
          Add a tag
        </Button>
      </div>
    </fieldset>
  )
}
