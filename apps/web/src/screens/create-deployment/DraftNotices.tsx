/** Where the form comes from: a draft that somebody saved, a deployment that is done again, or what was left here before. */
import { useQuery } from '@tanstack/react-query'
import { Link, useSearchParams } from 'react-router'
import type { ReactNode } from 'react'
import { useState } from 'react'
import { paths } from '../../paths.ts'
import { op } from '../../query/op.ts'
import { useSession } from '../../session/session.ts'
import { Button } from '../../ui/Button.tsx'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { Time } from '../../ui/Time.tsx'
import type { DraftForm } from './draft.ts'
import type { Preview } from './preview.ts'
import { searchOf } from './ShareDraft.tsx'
import { forgetUnfinished, unfinishedOf } from './unfinished.ts'

interface DraftNoticesProps {
  form: DraftForm
  preview: Preview
}

export function DraftNotices({ form: { draft, again, groupInfo }, preview: { plan } }: DraftNoticesProps) {
  return (
    <>
      {draft.draft !== undefined && <SavedNotice draftId={draft.draft} />}
      {again !== undefined && (
        <Notice>
          {beginningOf(draft)}
          <Link className="link" to={paths.deployment(again.deploymentId)}>
            {again.deploymentId}
          </Link>
          {draft.isWayBack ? ', which ' : ' '}was started by {again.startedBy}, <Time at={again.createTime} />.
        </Notice>
      )}
      {draft.isCatchUp && (
        <Notice>
          Filled in as a catch-up of {draft.group}: what succeeded last there
          {groupInfo?.targetRevisionName !== undefined && ` (${groupInfo.targetRevisionName})`}, and the settings of the
          group.
        </Notice>
      )}
      {again !== undefined && draft.ignoreStopFailures && (
        <Notice>
          Old stop scripts that fail are gone past, this once. {plan?.consequences.ignoreApplicationStopFailures}
        </Notice>
      )}
      <UnfinishedNotice />
    </>
  )
}

function beginningOf({ isWayBack, rollbackOf }: DraftForm['draft']): string {
  if (!isWayBack) return 'Filled in as '
  return rollbackOf === undefined
    ? 'Another revision than ran before is chosen, so this is no rollback of '
    : 'A rollback, filled in as Roll back would start it, of '
}

function SavedNotice({ draftId }: { draftId: string }) {
  const [params] = useSearchParams()
  const { data, error } = useQuery(op('getDraft', { draftId }))
  const link = new URL(paths.newDeployment({ draft: draftId }), window.location.origin).href
  if (error !== null) return <Notice tone="wrong">{error.message}</Notice>
  if (data === undefined) return null
  return (
    <Notice>
      Draft, saved by {data.updatedBy} <Time at={data.updateTime} />
      {data.createdBy !== data.updatedBy && `, begun by ${data.createdBy}`}.{' '}
      {data.search !== searchOf(params) && 'It was changed here since: copy the link again to save that. '}
      <span className="mono break-all">{link}</span> <CopyButton text={link} what="the link" />
    </Notice>
  )
}

/** Offered only where the form is empty; it never overwrites what a link says. */
function UnfinishedNotice() {
  const [params, setParams] = useSearchParams()
  const { userId = '' } = useSession()
  const [left, setLeft] = useState(() => unfinishedOf(userId))
  if (left === undefined || [...params.keys()].some((name) => name !== 'step')) return null
  const forget = () => {
    forgetUnfinished(userId)
    setLeft(undefined)
  }
  return (
    <Notice>
      You left this form unfinished <Time at={left.at} />.{' '}
      <Button onClick={() => setParams(new URLSearchParams(left.search), { replace: true })}>Go on with it</Button>{' '}
      <Button look="quiet" onClick={forget}>
        Forget it
      </Button>
    </Notice>
  )
}

function Notice({ tone = 'plain', children }: { tone?: 'plain' | 'wrong'; children: ReactNode }) {
  const look = tone === 'wrong' ? 'border-failed-text bg-danger-soft' : 'border-line bg-surface'
  return (
    <div role={tone === 'wrong' ? 'alert' : 'status'} className={`rounded-md border px-3 py-2 text-sm ${look}`}>
      {children}
    </div>
  )
}
