/** Looks like a field, opens the palette. On phones the bar at the bottom has a tab for it. */
import { Search } from 'lucide-react'
import { KeyCaps } from '../components/KeyCaps.tsx'
import { openPalette } from './palette/palette-state.ts'

export function CommandField() {
  return (
    <button
      type="button"
      aria-keyshortcuts="Control+K Meta+K"
      onClick={() => openPalette()}
      className="flex min-h-8 min-w-0 max-w-96 flex-1 items-center gap-2 rounded-md border border-control bg-bg px-2.5 text-sm text-muted hover:text-text max-sm:hidden"
    >
      <Search size={14} strokeWidth={1.75} aria-hidden className="shrink-0" />
      <span className="truncate">Find or do</span>
      <span aria-hidden className="ml-auto max-lg:hidden">
        <KeyCaps keys="Ctrl+K" />
      </span>
    </button>
  )
}
