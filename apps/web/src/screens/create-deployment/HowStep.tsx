/** How: configuration, files of others, stop scripts, what happens on failure. Each choice says its consequence. */
import type { ApiError } from '@sluice/api/client'
import type { Output } from '@sluice/api/contracts'
import { useState } from 'react'
import { ConfigCalculator } from '../../components/ConfigCalculator.tsx'
import { Checkbox, Input, RadioGroup, Select } from '../../ui/Field.tsx'
import type { DraftForm } from './draft.ts'
import type { Preview } from './preview.ts'
import { ReplacementField } from './ReplacementField.tsx'
import { refusalAt } from './steps.ts'

type Planned = Output<'planDeployment'>

interface HowStepProps {
  form: DraftForm
  preview: Preview
  error: ApiError | null
}

export function HowStep({ form, preview: { plan }, error }: HowStepProps) {
  return (
    <>
      <ReplacementField form={form} error={error} />
      <ConfigFields form={form} plan={plan} error={error} />
      <FilesField form={form} plan={plan} error={error} />
      <StopScriptsField form={form} plan={plan} error={error} />
      <RollbackField form={form} plan={plan} error={error} />
      <DescriptionField form={form} error={error} />
    </>
  )
}

interface PartProps {
  form: DraftForm
  plan: Planned | undefined
  error?: ApiError | null
}

function ConfigFields({ form: { draft, choose, configs }, plan, error = null }: PartProps) {
  return (
    <div className="flex flex-col gap-2">
      <Select
        label="Deployment configuration"
        value={draft.config}
        error={refusalAt(error, 'deploymentConfigName')}
        hint={
          <>
            <span className="block">{configHint(plan)}</span>
            <span className="block">{plan?.consequences.deploymentConfigName}</span>
          </>
        }
        onChange={(event) => choose('config', event.target.value)}
      >
        {draft.config === '' && <option value="">The group’s own</option>}
        {configs.map((config) => (
          <option key={config.deploymentConfigName}>{config.deploymentConfigName}</option>
        ))}
      </Select>
      {draft.config !== '' && <Calculator config={draft.config} hosts={plan?.plan.total} />}
    </div>
  )
}

/** Asked only when somebody opens it; begins with the hosts of the group. */
function Calculator({ config, hosts }: { config: string; hosts: number | undefined }) {
  const [isOpen, setOpen] = useState(false)
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="min-h-6 cursor-pointer text-sm text-muted hover:text-text">
        What it does with any number of hosts
      </summary>
      {isOpen && (
        <div className="mt-2">
          <ConfigCalculator key={config} config={{ deploymentConfigName: config }} hosts={hosts || 10} brief />
        </div>
      )}
    </details>
  )
}

function configHint(planned: Planned | undefined): string | undefined {
  if (planned === undefined || planned.plan.total === 0) return undefined
  const { parallel, total, minimum, failsAtOnce } = planned.plan
  if (failsAtOnce !== undefined) return `can never start on ${total === 1 ? 'one host' : `${total} hosts`}`
  const rest =
    minimum === 0
      ? 'succeeds when at least one host does'
      : `stops as soon as only ${minimum} ${minimum === 1 ? 'is' : 'are'} healthy`
  return `at most ${parallel} of ${total} at a time · ${rest}`
}

const fileLabels = { DISALLOW: 'Fail that host', OVERWRITE: 'Overwrite', RETAIN: 'Keep them' } as const

function FilesField({ form: { draft, choose }, plan, error = null }: PartProps) {
  return (
    <RadioGroup
      label="Files that are already there and are not ours"
      value={draft.files}
      error={refusalAt(error, 'fileExistsBehavior')}
      hint={
        plan?.fileChanges?.decidedBy === 'AppSpec'
          ? `◆ The AppSpec says ${plan.fileChanges.behavior}, which wins over this choice.`
          : undefined
      }
      onChange={(value) => choose('files', value)}
      options={(['DISALLOW', 'OVERWRITE', 'RETAIN'] as const).map((value) => {
        const choice = plan?.fileChoices.find(({ behavior }) => behavior === value)
        return {
          value,
          label: (
            <>
              {fileLabels[value]} <span className="mono text-xs text-muted">{value}</span>
            </>
          ),
          ...(choice && { hint: <Consequence choice={choice} /> }),
        }
      })}
    />
  )
}

function Consequence({ choice: { consequence, forRollback } }: { choice: Planned['fileChoices'][number] }) {
  return (
    <>
      <span className="block">{consequence}</span>
      <span className="block">Rollback: {forRollback}</span>
    </>
  )
}

function StopScriptsField({ form: { draft, choose }, plan, error = null }: PartProps) {
  return (
    <Checkbox
      label="Go on when an old stop script fails"
      hint={
        <>
          {plan?.stopScripts !== undefined && <span className="block">{plan.stopScripts.sentence}</span>}
          <span className="block">{plan?.consequences.ignoreApplicationStopFailures}</span>
        </>
      }
      error={refusalAt(error, 'ignoreApplicationStopFailures')}
      checked={draft.ignoreStopFailures}
      onChange={(event) => choose('ignoreStopFailures', String(event.target.checked))}
    />
  )
}

function RollbackField({ form: { draft, choose, groupInfo }, plan, error = null }: PartProps) {
  const back = groupInfo?.targetRevisionName
  return (
    <RadioGroup
      label="If it fails"
      value={draft.onFailure}
      error={refusalAt(error, 'autoRollbackConfiguration')}
      hint={plan?.rollback.sentence}
      onChange={(value) => choose('onFailure', value)}
      options={[
        {
          value: 'rollBack',
          label: back === undefined ? 'Roll back by itself' : `Roll back to ${back} by itself`,
          hint: plan?.consequences.onFailure.rollBack,
        },
        { value: 'leave', label: 'Leave it for me', hint: plan?.consequences.onFailure.leave },
        { value: 'never', label: 'Never roll back by itself', hint: plan?.consequences.onFailure.never },
      ]}
    />
  )
}

/** Shown from here and written to the address: what is typed must not wait for it. */
function DescriptionField({ form: { draft, choose }, error }: { form: DraftForm; error: ApiError | null }) {
  const [text, setText] = useState(draft.description)
  const type = (typed: string) => {
    setText(typed)
    choose('description', typed)
  }
  return (
    <Input
      label="Description"
      hint={`Optional. Why now, or which ticket. ${text.length} of 256 characters.`}
      value={text}
      error={refusalAt(error, 'description')}
      onChange={(event) => type(event.target.value)}
    />
  )
}
