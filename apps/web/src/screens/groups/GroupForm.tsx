/** Name, which hosts by tags, how. Matching hosts are counted while one types. */
import { ApiError } from '@sluice/api/client'
import type { DeploymentGroupInfo } from '@sluice/api/contracts'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { FormEvent } from 'react'
import { useNavigate } from 'react-router'
import { CopyCommand } from '../../components/CopyCommand.tsx'
import { MatchingCount } from '../../components/MatchingCount.tsx'
import { RestoredNote } from '../../components/RestoredNote.tsx'
import { useKeptInput } from '../../components/use-kept-input.ts'
import { paths } from '../../paths.ts'
import { allPagesOf } from '../../query/all-pages.ts'
import { useComplaints } from '../../query/complaints.ts'
import { fieldError, useOperation } from '../../query/op.ts'
import { useMay, whyNot } from '../../session/session.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorRegion } from '../../ui/ErrorRegion.tsx'
import { Checkbox, Input, RadioGroup, Select } from '../../ui/Field.tsx'
import { FieldsInError, Form } from '../../ui/Form.tsx'
import { BlueGreenFields } from './BlueGreenFields.tsx'
import { ChangedMeanwhile } from './ChangedMeanwhile.tsx'
import { createInput, groupDraftOf, isSame, keptBeside, tagSettings, updateInput } from './group-draft.ts'
import type { GroupDraft } from './group-draft.ts'
import { codesOfFields, fieldsOf, shownFields } from './group-fields.ts'
import { LaterHostsFields } from './LaterHostsFields.tsx'
import { selectionWords } from './tag-filter-words.ts'
import { TagGroupFields } from './TagGroupFields.tsx'
import { TargetGroupFields } from './TargetGroupFields.tsx'
import { trafficProblems } from './traffic-draft.ts'
import type { Problem, TrafficDraft } from './traffic-draft.ts'

interface GroupFormProps {
  application: string
  /** Absent: a new one. */
  info: DeploymentGroupInfo | undefined
}

export function GroupForm({ application, info }: GroupFormProps) {
  const navigate = useNavigate()
  const configs = useQuery(allPagesOf('listDeploymentConfigs', {}))
  const now = groupDraftOf(info)
  const place = `group.${application}.${info?.deploymentGroupId ?? 'new'}`
  const kept = useKeptInput(place, 3, { opened: now, draft: now })
  const { opened, draft } = kept.value
  const isBlueGreen = draft.traffic.type === 'BLUE_GREEN'
  const create = useOperation('createDeploymentGroup')
  const update = useOperation('updateDeploymentGroup')
  const [isTried, setIsTried] = useState(false)
  const problems = trafficProblems(draft.traffic)
  const own = isTried && problems.length > 0 ? ownError(problems) : null
  const complaints = useComplaints(create.error ?? update.error, {
    shown: shownFields(draft.traffic),
    codes: codesOfFields,
  })
  const [error, busy] = [own ?? complaints.fields, create.isPending || update.isPending]
  const [mayCreate, mayUpdate] = [useMay('createDeploymentGroup'), useMay('updateDeploymentGroup')]
  const reason = whyNot(info === undefined ? mayCreate : mayUpdate)

  const put = (change: Partial<GroupDraft>) => {
    complaints.touch(...fieldsOf(change))
    kept.set(({ draft: before }) => ({ opened, draft: { ...before, ...change } }))
  }
  const putTraffic = (change: Partial<TrafficDraft>) => {
    complaints.touch(...fieldsOf(change))
    kept.set(({ draft: before }) => ({ opened, draft: { ...before, traffic: { ...before.traffic, ...change } } }))
  }
  const leave = () => {
    kept.forget()
    void navigate(
      info === undefined ? paths.application(application) : paths.group(application, info.deploymentGroupName),
    )
  }
  const onSuccess = () => {
    kept.forget()
    void navigate(paths.group(application, draft.name))
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setIsTried(true)
    if (reason !== undefined || busy || problems.length > 0) return
    complaints.renew()
    if (info === undefined) create.mutate(createInput(application, draft), { onSuccess })
    else update.mutate(updateInput(info, draft, opened), { onSuccess })
  }

  return (
    <Form onSubmit={submit} className="flex max-w-2xl flex-col gap-5 px-4 py-4 sm:px-6">
      {kept.isRestored && <RestoredNote onStartOver={kept.startOver} />}
      {!isSame(now, opened) && <ChangedMeanwhile onStartOver={kept.startOver} />}
      <Input
        label="Group name"
        autoComplete="off"
        value={draft.name}
        hint="1 to 100 letters, digits and . _ + = , @ -. Renaming keeps its history and its identity on hosts."
        error={fieldError(error, 'deploymentGroupName') ?? fieldError(error, 'newDeploymentGroupName')}
        onChange={(event) => put({ name: event.target.value })}
      />
      <RadioGroup
        label="Deployment type"
        value={draft.traffic.type}
        error={fieldError(error, 'deploymentStyle') ?? fieldError(error, 'deploymentStyle.deploymentOption')}
        onChange={(type) => putTraffic({ type })}
        options={[
          { value: 'IN_PLACE', label: 'In place', hint: 'each host is changed where it is, some at a time' },
          {
            value: 'BLUE_GREEN',
            label: 'Blue/green',
            hint: 'other hosts are installed, then users are moved to them; the way back is quick',
          },
        ]}
      />
      <TagGroupFields
        tagGroups={draft.tagGroups}
        onChange={(tagGroups) => put({ tagGroups })}
        error={error}
        {...(isBlueGreen && { hint: originalsHint })}
      />
      {info !== undefined && keptBeside(info) && <KeptBeside info={info} />}
      <MatchingCount filters={{ ...tagsKept(info), ...tagSettings(draft, info) }} mayBeNone={isBlueGreen} />
      <TargetGroupFields draft={draft.traffic} put={putTraffic} error={error} />
      {isBlueGreen && <BlueGreenFields draft={draft.traffic} put={putTraffic} error={error} />}
      <Select
        label="Deployment configuration"
        value={draft.config}
        hint="How many hosts must stay healthy while a deployment runs. One deployment may choose another."
        error={fieldError(error, 'deploymentConfigName')}
        onChange={(event) => put({ config: event.target.value })}
      >
        {(configs.data?.deploymentConfigsList ?? [draft.config]).map((option) => (
          <option key={option}>{option}</option>
        ))}
      </Select>
      <Checkbox
        label="Roll back by itself when a deployment fails"
        hint="A new deployment of the last revision that succeeded here."
        error={fieldError(error, 'autoRollbackConfiguration')}
        checked={draft.rollBack}
        onChange={(event) => put({ rollBack: event.target.checked })}
      />
      {!isBlueGreen && <LaterHostsFields draft={draft} put={put} error={error} />}
      {complaints.rest !== null && own === null && (
        <ErrorRegion
          what={info === undefined ? 'The group was not created' : 'The group was not changed'}
          error={complaints.rest}
        />
      )}
      <CopyCommand
        operation={info === undefined ? 'createDeploymentGroup' : 'updateDeploymentGroup'}
        input={commandInput(info === undefined ? createInput(application, draft) : updateInput(info, draft, opened))}
        ours={['approvalPolicy', 'newHosts']}
      />
      <div className="flex flex-wrap gap-2">
        <Button type="submit" look="primary" busy={busy} disabledReason={reason}>
          {info === undefined ? 'Create deployment group' : 'Save changes'}
        </Button>
        <Button look="quiet" onClick={leave}>
          Cancel
        </Button>
        <FieldsInError />
      </div>
    </Form>
  )
}

const originalsHint =
  'These are the first originals, while no host is registered in the target groups. Later on, what serves there is what the next deployment replaces. May be empty.'

function KeptBeside({ info }: { info: DeploymentGroupInfo }) {
  return (
    <p className="text-sm text-muted [overflow-wrap:anywhere]">
      Besides, hosts with {selectionWords(tagsKept(info))} belong to the group. A script chose them, and they stay.
    </p>
  )
}

/** The kind of tags that the editor does not show. */
function tagsKept(info: DeploymentGroupInfo | undefined) {
  if (info === undefined || !keptBeside(info)) return {}
  const { onPremisesInstanceTagFilters, onPremisesTagSet } = info
  return { onPremisesInstanceTagFilters, ...(onPremisesTagSet && { onPremisesTagSet }) }
}

/** What is ours is named as what the command cannot say only where it was chosen: a new group has no policy, and is off. */
function commandInput(input: ReturnType<typeof createInput> | ReturnType<typeof updateInput>) {
  const { approvalPolicy, newHosts, ...rest } = input
  const isChosen = newHosts !== undefined && ('currentDeploymentGroupName' in input || newHosts !== 'off')
  return { ...rest, ...(approvalPolicy && { approvalPolicy }), ...(isChosen && { newHosts }) }
}

/** As if the server had refused it, so that each field finds its sentence in one place. */
const ownError = (details: Problem[]): ApiError => new ApiError('InvalidInputException', '', 400, undefined, details)
