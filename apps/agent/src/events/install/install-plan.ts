/** What an Install is going to do, worked out and checked before anything on the host changes. */
import type { FileExistsBehavior } from '@sluice/model'

export interface PlannedFile {
  source: string
  target: string
  kind: 'file' | 'symlink'
  mode: number
}

/** `make`: it is missing. `keep`: an earlier deployment of the group made it. `found`: somebody else's. */
export type PlannedFolder = 'make' | 'keep' | 'found'

export interface InstallPlan {
  /** By path, parents before children. */
  folders: ReadonlyMap<string, PlannedFolder>
  /** By target. */
  files: ReadonlyMap<string, PlannedFile>
  /** Files of others that stay as they are (RETAIN). */
  retained: readonly string[]
  behavior: FileExistsBehavior
}

/** Folders that count as made by this deployment: those of its own group would be made again after a clean removal. */
export function ownFolders(plan: InstallPlan): string[] {
  return [...plan.folders].filter(([, state]) => state !== 'found').map(([path]) => path)
}
