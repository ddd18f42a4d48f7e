/** What happens to hosts that begin to match the group later. Each choice says what it means, in the words of the model. */
import type { ApiError } from '@sluice/api/client'
import { driftingHostsStay, failedNewHostsMeans, newHostsMeans, outdatedInstancesMeans } from '@sluice/model'
import { fieldError } from '../../query/op.ts'
import { Checkbox, RadioGroup } from '../../ui/Field.tsx'
import type { GroupDraft } from './group-draft.ts'

interface LaterHostsFieldsProps {
  draft: GroupDraft
  put: (change: Partial<GroupDraft>) => void
  error: ApiError | null
}

export function LaterHostsFields({ draft, put, error }: LaterHostsFieldsProps) {
  return (
    <>
      <RadioGroup
        label="Hosts that begin to match later"
        value={draft.newHosts}
        error={fieldError(error, 'newHosts')}
        onChange={(newHosts) => put({ newHosts })}
        options={[
          { value: 'off', label: 'Get nothing by themselves', hint: newHostsMeans.off },
          { value: 'offer', label: 'Are offered', hint: newHostsMeans.offer },
          {
            value: 'automatic',
            label: 'Get the last revision by themselves',
            hint: `${newHostsMeans.automatic} ${driftingHostsStay}`,
          },
        ]}
      />
      {draft.newHosts === 'automatic' && (
        <Checkbox
          label="Discard new hosts on which their first deployment fails"
          hint={failedNewHostsMeans[draft.discardFailed ? 'discard' : 'keep']}
          error={fieldError(error, 'failedNewHosts')}
          checked={draft.discardFailed}
          onChange={(event) => put({ discardFailed: event.target.checked })}
        />
      )}
      <Checkbox
        label="Follow a success on hosts that came meanwhile"
        hint={outdatedInstancesMeans[draft.followOn ? 'UPDATE' : 'IGNORE']}
        error={fieldError(error, 'outdatedInstancesStrategy')}
        checked={draft.followOn}
        onChange={(event) => put({ followOn: event.target.checked })}
      />
    </>
  )
}
