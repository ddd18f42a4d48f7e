/** What is deployed: a revision, where it succeeded before, and what its bundle is told off for. */
import type { ApiError } from '@sluice/api/client'
import type { RevisionOverview } from '@sluice/api/contracts'
import { useState } from 'react'
import { Link } from 'react-router'
import { paths } from '../../paths.ts'
import { Checkbox, Input, Select } from '../../ui/Field.tsx'
import { relativeText, useZone } from '../../ui/time-format.ts'
import { useNow } from '../../ui/clock.ts'
import { ComplaintList } from './ComplaintList.tsx'
import type { DraftForm } from './draft.ts'
import type { RevisionCheck } from './revision-check.ts'
import { refusalAt } from './steps.ts'

interface WhatStepProps {
  form: DraftForm
  check: RevisionCheck
  error: ApiError | null
}

/** So many are found by looking. */
const findFrom = 8

export function WhatStep({ form, check, error }: WhatStepProps) {
  const { draft, choose, revisions, revisionInfo } = form
  const [find, setFind] = useState('')
  const found = revisions.filter((one) => one.revisionId === draft.revision || holds(one, find))
  return (
    <>
      {revisions.length >= findFrom && (
        <Input
          label="Find"
          type="search"
          hint={`${found.length.toLocaleString('en')} of ${revisions.length.toLocaleString('en')} are listed. Words of the name, the description, who uploaded it, or where it succeeded.`}
          value={find}
          onChange={(event) => setFind(event.target.value)}
        />
      )}
      <RevisionSelect form={form} found={found} error={error} />
      {check.error !== null && (
        <p role="alert" className="text-sm text-failed-text">
          ✕ Its bundle could not be looked into: {check.error.message}
        </p>
      )}
      {check.complaints?.length === 0 && (
        <p className="text-sm text-success-text">✓ AppSpec is valid, all scripts are in the bundle</p>
      )}
      {check.complaints !== undefined && <ComplaintList complaints={check.complaints} />}
      {revisionInfo !== undefined && check.warnings > 0 && check.errors === 0 && (
        <Checkbox
          label={check.warnings === 1 ? 'I have read the warning' : `I have read the ${check.warnings} warnings`}
          checked={check.unread === 0}
          onChange={(event) => choose('read', event.target.checked ? revisionInfo.revisionId : '')}
        />
      )}
    </>
  )
}

function holds({ name, description, registeredBy, succeededIn }: RevisionOverview, words: string): boolean {
  const text = [name, description ?? '', registeredBy, ...succeededIn].join(' ').toLowerCase()
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word))
}

interface RevisionSelectProps {
  form: DraftForm
  found: readonly RevisionOverview[]
  error: ApiError | null
}

function RevisionSelect({ form, found, error }: RevisionSelectProps) {
  const { draft, choose, revisions, revisionInfo } = form
  const [zone, now] = [useZone(), useNow()]
  const isUnknown = draft.revision !== '' && form.revisionsLoaded && revisionInfo === undefined
  return (
    <Select
      label="Revision"
      value={isUnknown ? '' : draft.revision}
      error={
        refusalAt(error, 'revision') ??
        (isUnknown ? 'The one in this link is not registered here any more: choose another one.' : undefined)
      }
      hint={<RevisionHint application={draft.application} count={revisions.length} info={revisionInfo} />}
      onChange={(event) => choose('revision', event.target.value)}
    >
      <option value="">Choose a revision</option>
      {found.map((revision) => (
        <option key={revision.revisionId} value={revision.revisionId}>
          {`${revision.name} · uploaded ${relativeText(Date.parse(revision.registerTime), now, zone)} by ${revision.registeredBy}${succeeded(revision)}`}
        </option>
      ))}
    </Select>
  )
}

const succeeded = ({ succeededIn }: RevisionOverview): string =>
  succeededIn.length === 0 ? '' : ` · succeeded on ${succeededIn.join(', ')}`

interface RevisionHintProps {
  application: string
  count: number
  info: RevisionOverview | undefined
}

function RevisionHint({ application, count, info }: RevisionHintProps) {
  if (application === '') return <>What is deployed.</>
  const upload = (
    <Link className="link" to={paths.newRevision(application)}>
      Upload a revision
    </Link>
  )
  if (info === undefined) return count === 0 ? <>No revision was uploaded yet. {upload}</> : upload
  return (
    <>
      {`${info.fileCount.toLocaleString('en')} files`}
      {info.runsIn.length > 0 && ` · runs on ${info.runsIn.join(', ')}`}
      {info.succeededIn.length > 0 && ` · succeeded on ${info.succeededIn.join(', ')}`}
      {' · '}
      {upload}
    </>
  )
}
