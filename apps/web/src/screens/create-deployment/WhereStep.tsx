/** Where it goes: application and group, and how things stand there now. */
import type { ApiError } from '@sluice/api/client'
import type { DeploymentStatus } from '@sluice/model'
import { Link } from 'react-router'
import { paths } from '../../paths.ts'
import { Select } from '../../ui/Field.tsx'
import { Time } from '../../ui/Time.tsx'
import type { DraftForm } from './draft.ts'
import { HostsField } from './HostsField.tsx'
import type { Preview } from './preview.ts'
import { refusalAt } from './steps.ts'
import { WhatRunsNow } from './WhatRunsNow.tsx'

interface WhereStepProps {
  form: DraftForm
  preview: Preview
  error: ApiError | null
}

export function WhereStep({ form, preview, error }: WhereStepProps) {
  const { draft, choose } = form
  const planned = preview.computing ? undefined : preview.plan
  return (
    <>
      <Select
        label="Application"
        value={draft.application}
        error={refusalAt(error, 'applicationName')}
        onChange={(event) => choose('application', event.target.value)}
      >
        <option value="">Choose an application</option>
        {form.applications.map((name) => (
          <option key={name}>{name}</option>
        ))}
      </Select>
      <Select
        label="Deployment group"
        value={draft.group}
        error={refusalAt(error, 'deploymentGroupName')}
        hint={<GroupHint form={form} />}
        onChange={(event) => choose('group', event.target.value)}
      >
        <option value="">Choose a deployment group</option>
        {form.groups.map((group) => (
          <option key={group.deploymentGroupId}>{group.deploymentGroupName}</option>
        ))}
      </Select>
      <HostsField form={form} preview={preview} error={error} />
      {planned !== undefined && <WhatRunsNow planned={planned} />}
    </>
  )
}

function GroupHint({ form: { draft, groups, groupInfo: info } }: { form: DraftForm }) {
  if (draft.application !== '' && groups.length === 0)
    return (
      <>
        {draft.application} has no group yet.{' '}
        <Link className="link" to={paths.newGroup(draft.application)}>
          Create one
        </Link>
      </>
    )
  if (info === undefined) return <>Which hosts it goes to.</>
  const hosts = info.matchingInstances.length
  const last = info.lastAttemptedDeployment
  return (
    <>
      {info.targetRevisionName === undefined ? (
        'nothing was deployed here yet'
      ) : (
        <>
          runs <b>{info.targetRevisionName}</b>
        </>
      )}
      {` · ${hosts.toLocaleString('en')} ${hosts === 1 ? 'host' : 'hosts'}`}
      {last !== undefined && (
        <>
          {' '}
          ·{' '}
          <Link className="link" to={paths.deployment(last.deploymentId)}>
            last deployment
          </Link>{' '}
          {runningWords[last.status] ?? last.status.toLowerCase()} <Time at={last.endTime ?? last.createTime} />
        </>
      )}
    </>
  )
}

/** What is not an end reads as a verb. */
const runningWords: Partial<Record<DeploymentStatus, string>> = { InProgress: 'is running', Baking: 'is baking' }
