/** Which of the group's hosts it is for: all, those that are outdated, those that were left part-way, or some by name. */
import type { ApiError } from '@sluice/api/client'
import { RadioGroup, type RadioOption } from '../../ui/Field.tsx'
import type { DraftForm } from './draft.ts'
import { mayChooseHosts, type HostsChoice } from './hosts-choice.ts'
import { NamedHosts } from './NamedHosts.tsx'
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
  // Where hosts are named, the field with the names says it.
  const refusedHosts = draft.hosts === 'chosen' ? undefined : refusalAt(error, 'onlyTargets')
  return (
    <div className="flex flex-col gap-2">
      <RadioGroup
        label="Which of its hosts"
        value={draft.hosts}
        hint={narrowed?.sentence}
        error={refusalAt(error, 'updateOutdatedInstancesOnly') ?? refusedHosts}
        onChange={(value) => choose('hosts', value === 'all' ? '' : value)}
        options={optionsOf(form)}
      />
      {draft.hosts === 'chosen' && <NamedHosts form={form} error={error} />}
    </div>
  )
}

function optionsOf(form: DraftForm): RadioOption<HostsChoice>[] {
  const { groupInfo } = form
  const all = groupInfo?.matchingInstances.length ?? 0
  const current = groupInfo?.targetRevisionName
  return [
    { value: 'all', label: all === 1 ? 'The only host' : `All ${counted(all)} hosts` },
    {
      value: 'outdated',
      label: current === undefined ? 'Only outdated hosts' : `Only hosts that are not on ${current}`,
    },
    ...leftOption(form),
    ...changedOption(form),
    { value: 'chosen', label: 'Only hosts that I name' },
  ]
}

function leftOption({ draft, leftPartWay, again, groupInfo }: DraftForm): RadioOption<HostsChoice>[] {
  const { names = [], notInGroup = 0 } = leftPartWay ?? {}
  if (again === undefined || (names.length === 0 && draft.hosts !== 'left')) return []
  const hosts = names.length === 1 ? 'host' : 'hosts'
  return [
    {
      value: 'left',
      label: `Only what ${again.deploymentId} left part-way: ${counted(names.length)} ${hosts}`,
      ...(notInGroup > 0 && {
        hint: `without ${counted(notInGroup)} that ${groupInfo?.deploymentGroupName ?? 'the group'} has no more`,
      }),
    },
  ]
}

function changedOption({ draft, changed, again }: DraftForm): RadioOption<HostsChoice>[] {
  if (!draft.isWayBack || again === undefined || (changed === undefined && draft.hosts !== 'changed')) return []
  const names = changed?.to?.targetIds ?? []
  const hint = changed?.reason ?? changed?.others
  return [
    {
      value: 'changed',
      label: `Only what ${again.deploymentId} changed: ${counted(names.length)} ${names.length === 1 ? 'host' : 'hosts'}`,
      ...(hint !== undefined && { hint }),
    },
  ]
}

const counted = (count: number): string => count.toLocaleString('en')
