/**
 * The data folder and who may look into it. A hook must be able to walk to its own host's folder and to nothing else:
 * the way there may be walked through but not listed (A27). What the BFF writes is closed by its umask.
 */
import { chmodSync, mkdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

export type DataFolder = { path: string; run: string; fleet: string }

export function openDataFolder(path: string): DataFolder {
  const folder = { path, run: join(path, 'run'), fleet: join(path, 'fleet') }
  mkdirSync(path, { recursive: true, mode: 0o711 })
  mkdirSync(folder.run, { recursive: true, mode: 0o700 })
  mkdirSync(folder.fleet, { recursive: true, mode: 0o711 })
  return folder
}

/** For hosts that run as a user of their own. Only the folder's own `x` for others is added; its `r` stays as it was. */
export function letHostsThrough(folder: DataFolder): void {
  for (const each of [folder.path, folder.fleet]) chmodSync(each, statSync(each).mode | 0o001)
}
