/** Sluice was updated under an open tab, and a part of the old version is gone. */
import { Button } from '../ui/Button.tsx'
import { useStore } from '../ui/store.ts'
import { isOutdated } from './newer-version.ts'

export function UpdatedBanner() {
  if (!useStore(isOutdated)) return null
  return (
    <div
      role="status"
      aria-label="Update"
      className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line bg-warning-soft px-4 py-2 text-sm text-ready-text sm:px-6"
    >
      <span>
        <strong>Sluice was updated.</strong> This tab still shows the version before, and parts of it are gone: load it
        anew.
      </span>
      <Button onClick={() => location.reload()}>Load anew</Button>
    </div>
  )
}
