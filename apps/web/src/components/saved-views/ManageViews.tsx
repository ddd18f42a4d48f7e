/** Which view this list starts with in this browser, and deleting views. */
import type { SavedViewInfo } from '@sluice/api/contracts'
import { useState } from 'react'
import { useOperation } from '../../query/op.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { ErrorRegion } from '../../ui/ErrorRegion.tsx'
import { toast } from '../../ui/Toast.tsx'
import { sameSearch } from './same-search.ts'
import type { StartView } from './start-view.ts'

interface ManageViewsProps {
  views: readonly SavedViewInfo[]
  start: StartView
  onClose: () => void
}

export function ManageViews({ views, start, onClose }: ManageViewsProps) {
  const remove = useOperation('deleteView')
  /** Pressed once: the second press deletes. */
  const [asked, setAsked] = useState<string | undefined>(undefined)
  const press = ({ viewId, name, search }: SavedViewInfo) => {
    if (asked !== viewId) return setAsked(viewId)
    remove.mutate(
      { viewId },
      {
        onSuccess: () => {
          toast(`The view ${name} is deleted.`)
          if (start.search !== undefined && sameSearch(start.search, search)) start.choose(undefined)
        },
      },
    )
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title="Start view and deleting"
      description="The start view is this browser’s own. Deleting a view deletes no deployment."
    >
      {remove.error !== null && <ErrorRegion what="The view was not deleted" error={remove.error} />}
      <ul aria-label="Saved views" className="flex flex-col">
        {views.map((view) => {
          const { viewId, name, scope, createdBy, search } = view
          const isStart = start.search !== undefined && sameSearch(start.search, search)
          return (
            <li key={viewId} className="flex flex-wrap items-center gap-2 border-line py-2 not-first:border-t">
              <span className="min-w-0 flex-1 [overflow-wrap:anywhere]">
                <b className="font-semibold">{name}</b>{' '}
                <span className="text-xs text-muted">{scope === 'team' ? `team, by ${createdBy}` : 'yours'}</span>
              </span>
              <Button aria-pressed={isStart} onClick={() => start.choose(isStart ? undefined : search)}>
                Start with {name}
              </Button>
              <Button
                look="danger"
                busy={remove.isPending && asked === viewId}
                disabledReason={view.remove.allowed ? undefined : view.remove.reason}
                onClick={() => press(view)}
              >
                {asked === viewId ? `Really delete ${name}` : `Delete ${name}`}
              </Button>
            </li>
          )
        })}
      </ul>
      {views.length === 0 && <p className="text-muted">No view is left.</p>}
      <div className="mt-4 flex justify-end">
        <Button onClick={onClose}>Done</Button>
      </div>
    </Dialog>
  )
}
