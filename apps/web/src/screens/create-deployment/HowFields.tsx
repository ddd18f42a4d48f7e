/** How: configuration, files that are already there, what happens on failure. Each choice says its consequence. */
import type { ApiError } from '@sluice/api/client'
import type { Output } from '@sluice/api/contracts'
import { fieldError } from '../../query/op.ts'
import { RadioGroup, Select } from '../../ui/Field.tsx'
import type { useDraft } from './draft.ts'

interface HowFieldsProps {
  form: ReturnType<typeof useDraft>
  preview: Output<'planDeployment'> | undefined
  error: ApiError | null
}

export function HowFields({ form, preview, error }: HowFieldsProps) {
  const { draft, choose, configs, groupInfo } = form
  return (
    <>
      <Select
        label="Deployment configuration"
        value={draft.config}
        error={fieldError(error, 'deploymentConfigName')}
        hint={configHint(preview)}
        onChange={(event) => choose('config', event.target.value)}
      >
        {draft.config === '' && <option value="">The group’s own</option>}
        {configs.map((config) => (
          <option key={config.deploymentConfigName}>{config.deploymentConfigName}</option>
        ))}
      </Select>
      <RadioGroup
        label="Files that are already there and are not ours"
        value={draft.files}
        onChange={(value) => choose('files', value)}
        options={[
          { value: 'DISALLOW', label: 'Fail that host', hint: 'safest: nothing is removed before this is known' },
          { value: 'OVERWRITE', label: 'Overwrite', hint: 'what was there is gone; a rollback does not bring it back' },
          { value: 'RETAIN', label: 'Keep them', hint: 'the new version of these files is not installed' },
        ]}
      />
      <RadioGroup
        label="If it fails"
        value={draft.onFailure}
        onChange={(value) => choose('onFailure', value)}
        options={[
          {
            value: 'rollBack',
            label:
              groupInfo?.targetRevisionName === undefined
                ? 'Roll back by itself'
                : `Roll back to ${groupInfo.targetRevisionName} by itself`,
            ...(groupInfo !== undefined && groupInfo.targetRevisionName === undefined
              ? { hint: 'nothing succeeded here yet, so there is nothing to go back to' }
              : {}),
          },
          { value: 'leave', label: 'Leave it for me' },
        ]}
      />
    </>
  )
}

function configHint(preview: HowFieldsProps['preview']): string | undefined {
  if (preview === undefined || preview.plan.total === 0) return undefined
  const { parallel, total, minimum } = preview.plan
  if (preview.plan.failsAtOnce !== undefined) return `can never start on ${total === 1 ? 'one host' : `${total} hosts`}`
  const rest =
    minimum === 0
      ? 'succeeds when at least one host does'
      : `stops as soon as only ${minimum} ${minimum === 1 ? 'is' : 'are'} healthy`
  return `at most ${parallel} of ${total} at a time · ${rest}`
}
