/**
 * Named addresses of a list: one's own and the team's. Choosing one opens it; the one that is this browser's own start is
 * opened when the screen is gone to without any filter.
 */
import type { SavedView } from '@sluice/model'
import { useQuery } from '@tanstack/react-query'
import { DropdownMenu } from 'radix-ui'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { op } from '../../query/op.ts'
import { menuButton, menuLook, menuRow } from '../../ui/ChoiceMenu.tsx'
import { cx } from '../../ui/cx.ts'
import { ManageViews } from './ManageViews.tsx'
import { SaveViewDialog } from './SaveViewDialog.tsx'
import { sameSearch } from './same-search.ts'
import { useStartView } from './start-view.ts'

interface SavedViewsProps {
  screen: SavedView['screen']
  /** Parts of the address that no view keeps. */
  leftOut?: readonly string[]
}

export function SavedViews({ screen, leftOut = [] }: SavedViewsProps) {
  const [params, setParams] = useSearchParams()
  const [isSaving, setSaving] = useState(false)
  const [isManaging, setManaging] = useState(false)
  const known = useQuery(op('listViews', { screen }))
  const views = known.data?.views ?? []
  const search = keptSearch(params, leftOut)
  const current = views.find((view) => sameSearch(view.search, search))
  const start = useStartView(screen, (kept) => setParams(new URLSearchParams(kept), { replace: true }))
  const open = (kept: string) => setParams(new URLSearchParams(kept))
  return (
    <>
      <DropdownMenu.Root modal={false}>
        <DropdownMenu.Trigger className={cx(menuButton, current === undefined ? 'border-control' : 'border-accent')}>
          <span className="truncate">
            Views{current !== undefined && <b className="font-semibold">: {current.name}</b>}
          </span>
          <span aria-hidden className="text-muted">
            ▾
          </span>
        </DropdownMenu.Trigger>
        <DropdownMenu.Portal>
          <DropdownMenu.Content align="end" sideOffset={4} className={menuLook}>
            {known.error !== null && (
              <p className="px-2.5 py-2 text-failed-text">✕ The views could not be loaded. {known.error.message}</p>
            )}
            {known.data !== undefined && views.length === 0 && (
              <p className="max-w-64 px-2.5 py-2 text-muted">
                No view is saved yet. Set filters, then save them under a name.
              </p>
            )}
            {views.map(({ viewId, name, scope, search: kept }) => (
              <DropdownMenu.Item key={viewId} className={menuRow} onSelect={() => open(kept)}>
                <span aria-hidden className="w-4 text-accent">
                  {viewId === current?.viewId && '✓'}
                </span>
                <span className="min-w-0 flex-1 truncate">{name}</span>
                <span className="text-xs text-muted">
                  {start.search !== undefined && sameSearch(start.search, kept) && 'start · '}
                  {scope === 'team' ? 'team' : 'yours'}
                </span>
              </DropdownMenu.Item>
            ))}
            <DropdownMenu.Separator className="my-1 border-t border-line" />
            <DropdownMenu.Item className={menuRow} onSelect={() => setSaving(true)}>
              Save this view…
            </DropdownMenu.Item>
            <DropdownMenu.Item className={menuRow} onSelect={() => setManaging(true)} disabled={views.length === 0}>
              Start view and deleting…
            </DropdownMenu.Item>
          </DropdownMenu.Content>
        </DropdownMenu.Portal>
      </DropdownMenu.Root>
      {isSaving && known.data !== undefined && (
        <SaveViewDialog screen={screen} search={search} share={known.data.share} onClose={() => setSaving(false)} />
      )}
      {isManaging && <ManageViews views={views} start={start} onClose={() => setManaging(false)} />}
    </>
  )
}

function keptSearch(params: URLSearchParams, leftOut: readonly string[]): string {
  const kept = new URLSearchParams(params)
  for (const key of leftOut) kept.delete(key)
  return kept.toString()
}
