/** Create and edit a deployment group: name, which hosts by tags, how. Matching hosts are counted while one types. */
import { ApiError } from '@sluice/api/client'
import type { DeploymentGroupInfo, Input as InputOf } from '@sluice/api/contracts'
import type { AutoRollbackConfiguration, TagFilter } from '@sluice/model'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { FormEvent } from 'react'
import { useNavigate, useParams } from 'react-router'
import { PageHead } from '../../frame/Page.tsx'
import { paths } from '../../paths.ts'
import { allPagesOf } from '../../query/all-pages.ts'
import { fieldError, op, useOperation } from '../../query/op.ts'
import { useMay, whyNot } from '../../session/session.ts'
import { Button, ButtonLink } from '../../ui/Button.tsx'
import { ErrorRegion } from '../../ui/ErrorRegion.tsx'
import { Checkbox, Input, RadioGroup, Select } from '../../ui/Field.tsx'
import { BoneRows, Loading } from '../../ui/Skeleton.tsx'
import { BlueGreenFields } from './BlueGreenFields.tsx'
import { MatchingCount } from '../../components/MatchingCount.tsx'
import { TagFilterFields } from './TagFilterFields.tsx'
import { TargetGroupFields } from './TargetGroupFields.tsx'
import { trafficDraftOf, trafficProblems, trafficSettings } from './traffic-draft.ts'
import type { Problem, TrafficDraft } from './traffic-draft.ts'

export default function GroupFormScreen() {
  const { application = '', group } = useParams()
  const existing = useQuery({
    ...op('getDeploymentGroup', { applicationName: application, deploymentGroupName: group ?? '' }),
    enabled: group !== undefined,
  })
  const title = group === undefined ? 'Create deployment group' : `Edit ${group}`
  const info = existing.data?.deploymentGroupInfo
  return (
    <>
      <PageHead
        title={title}
        crumbs={[
          { name: 'Applications', to: paths.applications() },
          { name: application, to: paths.application(application) },
          { name: group ?? 'Create group' },
        ]}
      />
      {existing.error !== null && (
        <ErrorRegion what="The deployment group could not be loaded" error={existing.error} />
      )}
      {group !== undefined && existing.isPending && (
        <Loading what="Loading the deployment group…">
          <BoneRows rows={4} />
        </Loading>
      )}
      {(group === undefined || info !== undefined) && <GroupForm application={application} info={info} />}
    </>
  )
}

interface GroupFormProps {
  application: string
  /** Absent: a new one. */
  info: DeploymentGroupInfo | undefined
}

function GroupForm({ application, info }: GroupFormProps) {
  const navigate = useNavigate()
  const configs = useQuery(allPagesOf('listDeploymentConfigs', {}))
  const [name, setName] = useState(info?.deploymentGroupName ?? '')
  const [config, setConfig] = useState(info?.deploymentConfigName ?? 'CodeDeployDefault.OneAtATime')
  const [rollBack, setRollBack] = useState(info === undefined || info.autoRollbackConfiguration?.enabled === true)
  const [filters, setFilters] = useState<TagFilter[]>(
    info === undefined
      ? [{ Type: 'KEY_AND_VALUE', Key: '', Value: '' }]
      : [...info.ec2TagFilters, ...info.onPremisesInstanceTagFilters],
  )
  const [traffic, setTraffic] = useState(() => trafficDraftOf(info))
  const put = (change: Partial<TrafficDraft>) => setTraffic((before) => ({ ...before, ...change }))
  const isBlueGreen = traffic.type === 'BLUE_GREEN'
  const create = useOperation('createDeploymentGroup')
  const update = useOperation('updateDeploymentGroup')
  const [isTried, setIsTried] = useState(false)
  const problems = trafficProblems(traffic)
  const own = isTried && problems.length > 0 ? ownError(problems) : null
  const [error, busy] = [own ?? create.error ?? update.error, create.isPending || update.isPending]
  const [mayCreate, mayUpdate] = [useMay('createDeploymentGroup'), useMay('updateDeploymentGroup')]
  const reason = whyNot(info === undefined ? mayCreate : mayUpdate)

  const settings = {
    deploymentConfigName: config,
    ec2TagFilters: isBlueGreen ? filters.filter(isFilledIn) : filters,
    ...trafficSettings(traffic),
    autoRollbackConfiguration: rollbackOf(info, rollBack),
  }
  const done = { onSuccess: () => void navigate(paths.group(application, name)) }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setIsTried(true)
    if (reason !== undefined || busy || problems.length > 0) return
    if (info === undefined)
      create.mutate({ applicationName: application, deploymentGroupName: name, ...settings }, done)
    else update.mutate(changed(application, info, name, settings), done)
  }

  return (
    <form onSubmit={submit} noValidate className="flex max-w-2xl flex-col gap-5 px-4 py-4 sm:px-6">
      <Input
        label="Group name"
        autoComplete="off"
        maxLength={200}
        value={name}
        hint="1 to 100 letters, digits and . _ + = , @ -. Renaming keeps its identity on hosts."
        error={nameError(error)}
        onChange={(event) => setName(event.target.value)}
      />
      <RadioGroup
        label="Deployment type"
        value={traffic.type}
        error={fieldError(error, 'deploymentStyle.deploymentOption')}
        onChange={(type) => put({ type })}
        options={[
          { value: 'IN_PLACE', label: 'In place', hint: 'each host is changed where it is, some at a time' },
          {
            value: 'BLUE_GREEN',
            label: 'Blue/green',
            hint: 'other hosts are installed, then users are moved to them; the way back is quick',
          },
        ]}
      />
      <TagFilterFields
        filters={filters}
        onChange={setFilters}
        error={fieldError(error, 'ec2TagFilters')}
        {...(isBlueGreen
          ? {
              hint: 'The first originals, while no host is registered in the target groups. Later on, what serves there is what the next deployment replaces. May be empty.',
            }
          : {})}
      />
      <MatchingCount filters={filters} mayBeNone={isBlueGreen} />
      <TargetGroupFields draft={traffic} put={put} error={error} />
      {isBlueGreen && <BlueGreenFields draft={traffic} put={put} error={error} />}
      <Select
        label="Deployment configuration"
        value={config}
        hint="How many hosts must stay healthy while a deployment runs. One deployment may choose another."
        error={fieldError(error, 'deploymentConfigName')}
        onChange={(event) => setConfig(event.target.value)}
      >
        {(configs.data?.deploymentConfigsList ?? [config]).map((option) => (
          <option key={option}>{option}</option>
        ))}
      </Select>
      <Checkbox
        label="Roll back by itself when a deployment fails"
        hint="A new deployment of the last revision that succeeded here."
        checked={rollBack}
        onChange={(event) => setRollBack(event.target.checked)}
      />
      {error !== null && own === null && nameError(error) === undefined && (
        <ErrorRegion
          what={info === undefined ? 'The group was not created' : 'The group was not changed'}
          error={error}
        />
      )}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" look="primary" busy={busy} disabledReason={reason}>
          {info === undefined ? 'Create deployment group' : 'Save changes'}
        </Button>
        <ButtonLink
          look="quiet"
          to={info === undefined ? paths.application(application) : paths.group(application, info.deploymentGroupName)}
        >
          Cancel
        </ButtonLink>
      </div>
    </form>
  )
}

/** On failure at least; what scripts set besides stays, switched off or not. */
function rollbackOf(info: DeploymentGroupInfo | undefined, enabled: boolean): AutoRollbackConfiguration {
  const events = info?.autoRollbackConfiguration?.events ?? []
  return {
    enabled,
    events: enabled && !events.includes('DEPLOYMENT_FAILURE') ? [...events, 'DEPLOYMENT_FAILURE'] : events,
  }
}

const isFilledIn = ({ Key = '', Value = '' }: TagFilter): boolean => Key !== '' || Value !== ''

type Settings = Omit<
  InputOf<'updateDeploymentGroup'>,
  'applicationName' | 'currentDeploymentGroupName' | 'newDeploymentGroupName'
>

/** Both kinds of filters match every host here; editing keeps them in one list. */
const changed = (
  application: string,
  info: DeploymentGroupInfo,
  name: string,
  settings: Settings,
): InputOf<'updateDeploymentGroup'> => ({
  applicationName: application,
  currentDeploymentGroupName: info.deploymentGroupName,
  ...(name === info.deploymentGroupName ? {} : { newDeploymentGroupName: name }),
  ...settings,
  onPremisesInstanceTagFilters: [],
})

function nameError(error: Parameters<typeof fieldError>[0]): string | undefined {
  const detail = fieldError(error, 'deploymentGroupName') ?? fieldError(error, 'newDeploymentGroupName')
  if (detail !== undefined || error === null) return detail
  return error.code === 'DeploymentGroupAlreadyExistsException' ? error.message : undefined
}

/** As if the server had refused it, so that each field finds its sentence in one place. */
const ownError = (details: Problem[]): ApiError => new ApiError('InvalidInputException', '', 400, undefined, details)
