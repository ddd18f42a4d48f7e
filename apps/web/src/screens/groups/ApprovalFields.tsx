/** Who must approve that users are moved, and how carefully. */
import type { ApiError } from '@sluice/api/client'
import { fieldError } from '../../query/op.ts'
import { Checkbox, Select } from '../../ui/Field.tsx'
import { mayNeedApproval } from './traffic-draft.ts'
import type { PutTraffic, TrafficDraft } from './traffic-draft.ts'

interface ApprovalFieldsProps {
  draft: TrafficDraft
  put: PutTraffic
  error: ApiError | null
}

const choices = ['1', '2', '3', '4', '5']

export function ApprovalFields({ draft, put, error }: ApprovalFieldsProps) {
  if (draft.reroute === 'atOnce') return null
  if (!mayNeedApproval(draft))
    return (
      <p className="text-sm text-muted">
        Approvals can be asked for only where the deployment stops when nobody decides: otherwise users would be moved
        without any.
      </p>
    )
  return (
    <>
      <Checkbox
        label="Moving the users needs approval"
        hint="By people with the role approver or admin. Without it, whoever may deploy may move them."
        error={fieldError(error, 'approvalPolicy')}
        checked={draft.needsApproval}
        onChange={(event) => put({ needsApproval: event.target.checked })}
      />
      {draft.needsApproval && (
        <div role="group" aria-label="Approval" className="flex flex-col gap-3 border-l-2 border-line pl-4">
          <Select
            label="How many people"
            value={draft.approvers}
            hint="Different people; the users are moved when the last of them has approved."
            error={fieldError(error, 'approvalPolicy.approvers')}
            onChange={(event) => put({ approvers: event.target.value })}
          >
            {choices.map((count) => (
              <option key={count}>{count}</option>
            ))}
          </Select>
          <Checkbox
            label="Whoever started the deployment may approve it too"
            hint="Switched off, two pairs of eyes see every move."
            checked={draft.ownApprovalAllowed}
            onChange={(event) => put({ ownApprovalAllowed: event.target.checked })}
          />
          <Checkbox
            label="A note is required"
            hint="Kept with the decision for ever."
            checked={draft.noteRequired}
            onChange={(event) => put({ noteRequired: event.target.checked })}
          />
          <Checkbox
            label="The name of the group must be typed"
            hint="So that nobody approves the wrong one by habit."
            checked={draft.typedConfirmation}
            onChange={(event) => put({ typedConfirmation: event.target.checked })}
          />
        </div>
      )}
    </>
  )
}
