/** Where and what: application, deployment group, revision. Each says what it would mean. */
import type { ApiError } from '@sluice/api/client'
import type { DeploymentGroupInfo, RevisionOverview } from '@sluice/api/contracts'
import { Link } from 'react-router'
import { paths } from '../../paths.ts'
import { fieldError } from '../../query/op.ts'
import { Select } from '../../ui/Field.tsx'
import { Time } from '../../ui/Time.tsx'
import { relativeText, useZone } from '../../ui/time-format.ts'
import { useNow } from '../../ui/clock.ts'
import type { useDraft } from './draft.ts'

export function WhereFields({ form, error }: { form: ReturnType<typeof useDraft>; error: ApiError | null }) {
  const { draft, choose } = form
  return (
    <>
      <Select
        label="Application"
        value={draft.application}
        error={fieldError(error, 'applicationName')}
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
        error={fieldError(error, 'deploymentGroupName')}
        hint={<GroupHint draft={draft} groups={form.groups} info={form.groupInfo} />}
        onChange={(event) => choose('group', event.target.value)}
      >
        <option value="">Choose a deployment group</option>
        {form.groups.map((group) => (
          <option key={group.deploymentGroupId}>{group.deploymentGroupName}</option>
        ))}
      </Select>
      <RevisionSelect form={form} error={error} />
    </>
  )
}

interface GroupHintProps {
  draft: { application: string; group: string }
  groups: readonly DeploymentGroupInfo[]
  info: DeploymentGroupInfo | undefined
}

function GroupHint({ draft, groups, info }: GroupHintProps) {
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
      {` · ${hosts} ${hosts === 1 ? 'host' : 'hosts'}`}
      {last !== undefined && (
        <>
          {' '}
          · last deployment {last.status === 'InProgress' ? 'is running' : last.status.toLowerCase()}{' '}
          <Time at={last.endTime ?? last.createTime} />
        </>
      )}
    </>
  )
}

function RevisionSelect({ form, error }: { form: ReturnType<typeof useDraft>; error: ApiError | null }) {
  const { draft, choose, revisions, revisionInfo } = form
  const [zone, now] = [useZone(), useNow()]
  return (
    <Select
      label="Revision"
      value={draft.revision}
      error={fieldError(error, 'revision')}
      hint={<RevisionHint application={draft.application} count={revisions.length} info={revisionInfo} />}
      onChange={(event) => choose('revision', event.target.value)}
    >
      <option value="">Choose a revision</option>
      {revisions.map((revision) => (
        <option key={revision.revisionId} value={revision.revisionId}>
          {`${revision.name} · uploaded ${relativeText(Date.parse(revision.registerTime), now, zone)} by ${revision.registeredBy}`}
        </option>
      ))}
    </Select>
  )
}

function RevisionHint({
  application,
  count,
  info,
}: {
  application: string
  count: number
  info: RevisionOverview | undefined
}) {
  if (application === '') return <>What is deployed.</>
  const upload = (
    <Link className="link" to={paths.newRevision(application)}>
      Upload a revision
    </Link>
  )
  if (info === undefined) return count === 0 ? <>No revision was uploaded yet. {upload}</> : upload
  return (
    <>
      <span className="text-success-text">✓ AppSpec is valid, all scripts are in the bundle</span>
      {` · ${info.fileCount} files`}
      {info.succeededIn.length > 0 && ` · succeeded on ${info.succeededIn.join(', ')}`}
    </>
  )
}
