/** The replacement fleet, by tags, with the hosts that match while one types. */
import type { ApiError } from '@sluice/api/client'
import { MatchingCount } from '../../components/MatchingCount.tsx'
import { refusalAt } from './steps.ts'
import { Input } from '../../ui/Field.tsx'
import type { DraftForm } from './draft.ts'
import { choosesReplacement, tagFiltersIn } from './replacement.ts'

interface ReplacementFieldProps {
  form: DraftForm
  /** Of the plan or of the start. */
  error: ApiError | null
}

export function ReplacementField({ form: { draft, choose, groupInfo }, error }: ReplacementFieldProps) {
  if (!choosesReplacement(groupInfo)) return null
  return (
    <div className="flex flex-col gap-1">
      <Input
        label="Replacement hosts"
        placeholder="fleet=green"
        hint="Tags as Key=value, separated by blanks: hosts that match one of them are installed, and get the users."
        value={draft.replacement}
        error={refusalAt(error, 'targetInstances')}
        onChange={(event) => choose('replacement', event.target.value)}
      />
      {draft.replacement !== '' && <MatchingCount filters={tagFiltersIn(draft.replacement)} />}
    </div>
  )
}
