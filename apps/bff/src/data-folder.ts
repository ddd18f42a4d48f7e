/** Where things lie in `$SLUICE_DATA`. Nothing is written elsewhere, and only the local hosts' folders are others' to read. */
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'

export interface DataFolder {
  path: string
  database: string
  artifacts: string
  logs: string
  keys: string
  fleet: string
  run: string
  scratch: string
}

export function openDataFolder(path: string): DataFolder {
  const folder: DataFolder = {
    path,
    database: join(path, 'sluice.db'),
    artifacts: join(path, 'artifacts'),
    logs: join(path, 'logs'),
    keys: join(path, 'keys'),
    fleet: join(path, 'fleet'),
    run: join(path, 'run'),
    scratch: join(path, 'scratch'),
  }
  mkdirSync(path, { recursive: true })
  forgetScratch(folder.scratch)
  const closed = { recursive: true, mode: 0o700 }
  for (const inner of [folder.artifacts, folder.logs, folder.keys, folder.scratch]) mkdirSync(inner, closed)
  for (const inner of [folder.fleet, folder.run]) mkdirSync(inner, { recursive: true })
  return folder
}

/** What a crash left half unpacked or half removed is of no use, and in nobody's way when it cannot be removed. */
function forgetScratch(scratch: string): void {
  try {
    rmSync(scratch, { recursive: true, force: true })
  } catch {
    // A folder in it that was closed to us, by a bundle or by a hook of a host that has ended.
  }
}
