/** Which of the group's hosts it is for: all, those that are outdated, those that were left part-way, or some by name. */
import type { ApiError } from '@sluice/api/client'
import { RadioGroup, TextArea, type RadioOption } from '../../ui/Field.tsx'
import type { DraftForm } from './draft.ts'
import { mayChooseHosts, type HostsChoice } from './hosts-choice.ts'
import type { Preview } from './preview.ts'
import { refusalAt } from './steps.ts'

interface HostsFieldProps {
  form: DraftForm
  preview: Preview
  error: ApiError | null
}

export function HostsField({ form, preview, error }: HostsFieldProps) {
  const { draft, choose, groupInfo } = form
  if (!mayChooseHosts(groupInfo)) return null
  const narrowed = preview.computing ? undefined : preview.plan?.narrowed
  return (
    <div className="flex flex-col gap-2">
      <RadioGroup
        label="Which of its hosts"
        value={draft.hosts}
        hint={narrowed?.sentence}
        error={refusalAt(error, 'updateOutdatedInstancesOnly')}
        onChange={(value) => choose('hosts', value === 'all' ? '' : value)}
        options={optionsOf(form)}
      />
      {draft.hosts === 'chosen' && (
        <TextArea
          label="Names of the hosts"
          placeholder={groupInfo?.matchingInstances.slice(0, 2).join(' ')}
          hint="Separated by blanks or lines."
          value={draft.only}
          error={refusalAt(error, 'onlyTargets')}
          onChange={(event) => choose('only', event.target.value)}
        />
      )}
    </div>
  )
}

function optionsOf({ draft, groupInfo, leftPartWay, again }: DraftForm): RadioOption<HostsChoice>[] {
  const all = groupInfo?.matchingInstances.length ?? 0
  const current = groupInfo?.targetRevisionName
  const left = leftPartWay?.length ?? 0
  return [
    { value: 'all', label: all === 1 ? 'The only host' : `All ${all.toLocaleString('en')} hosts` },
    {
      value: 'outdated',
      label: current === undefined ? 'Only outdated hosts' : `Only hosts that are not on ${current}`,
    },
    ...(again !== undefined && (left > 0 || draft.hosts === 'left')
      ? [
          {
            value: 'left' as const,
            label: `Only what ${again.deploymentId} left part-way: ${left.toLocaleString('en')} ${left === 1 ? 'host' : 'hosts'}`,
          },
        ]
      : []),
    { value: 'chosen', label: 'Only hosts that I name' },
  ]
}
