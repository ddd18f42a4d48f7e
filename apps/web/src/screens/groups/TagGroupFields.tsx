/** Tag groups: a host must match each of them, by at least one of its tags. Most groups have one, and see none of the rest. */
import type { ApiError } from '@sluice/api/client'
import type { TagFilter } from '@sluice/model'
import { Plus } from 'lucide-react'
import { Button } from '../../ui/Button.tsx'
import { emptyFilter } from './group-draft.ts'
import type { GroupDraft } from './group-draft.ts'
import { TagFilterRows } from './TagFilterRows.tsx'
import { tagComplaints } from './tag-filter-words.ts'
import { useWrongField, wrongMark } from '../../ui/wrong-fields.ts'

interface TagGroupFieldsProps {
  tagGroups: GroupDraft['tagGroups']
  onChange: (tagGroups: GroupDraft['tagGroups']) => void
  error: ApiError | null
  hint?: string
}

const most = 3

export function TagGroupFields({ tagGroups, onChange, error, hint }: TagGroupFieldsProps) {
  const put = (at: number, group: readonly TagFilter[]) =>
    onChange(tagGroups.map((old, index) => (index === at ? group : old)))
  const isFull = tagGroups.length >= most
  const complaints = tagComplaints(error)
  useWrongField(complaints[0])
  return (
    <fieldset className="flex min-w-0 flex-col gap-3" {...wrongMark(complaints[0])}>
      <legend className="mb-1 text-xs font-semibold">Hosts by their tags</legend>
      <p className="text-xs text-muted">
        {tagGroups.length > 1
          ? 'A host belongs to the group when it has at least one tag of each tag group.'
          : 'A host belongs to the group when it has at least one of these tags.'}{' '}
        Values are case-sensitive; * stands for anything. {hint}
      </p>
      {tagGroups.map((filters, at) => (
        <TagFilterRows
          key={at}
          group={tagGroups.length > 1 ? at + 1 : undefined}
          filters={filters}
          onChange={(next) => put(at, next)}
          {...(tagGroups.length > 1 && { onRemove: () => onChange(tagGroups.filter((_, index) => index !== at)) })}
        />
      ))}
      {complaints.map((complaint) => (
        <p key={complaint} className="text-xs font-medium text-failed-text">
          ✕ {complaint}
        </p>
      ))}
      <div>
        <Button
          disabledReason={isFull ? `A deployment group has at most ${most} tag groups.` : undefined}
          onClick={() => onChange([...tagGroups, [emptyFilter]])}
        >
          <Plus size={16} strokeWidth={1.75} aria-hidden /> And also any of…
          <span className="max-sm:hidden"> (add a tag group)</span>
        </Button>
      </div>
    </fieldset>
  )
}
