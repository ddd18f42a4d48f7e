/**
 * Makes the planned folders and files. Each file is written beside its place and renamed into it: whoever reads it
 * sees the old one or the new one, never half of one, and a link that lies there is replaced, not followed.
 */
import { chmod, constants, copyFile, mkdir, readlink, rename, rm, stat, symlink, utimes } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { EventCut } from '../event-failure.ts'
import type { CleanupRecorder } from './cleanup-file.ts'
import type { InstallPlan, PlannedFile } from './install-plan.ts'

export interface CopyNeeds {
  recorder: CleanupRecorder
  /** Name of the file that is being written, in the folder of its target. */
  partialName: string
  cut: AbortSignal
}

export async function copyFiles(plan: InstallPlan, needs: CopyNeeds): Promise<void> {
  for (const [folder, state] of plan.folders) if (state === 'make') await makeFolder(folder, needs)
  for (const file of plan.files.values()) await placeFile(file, needs)
}

async function makeFolder(folder: string, { recorder, cut }: CopyNeeds): Promise<void> {
  if (cut.aborted) throw new EventCut('Install')
  recorder.record(folder)
  await mkdir(folder)
}

async function placeFile(file: PlannedFile, { recorder, partialName, cut }: CopyNeeds): Promise<void> {
  if (cut.aborted) throw new EventCut('Install')
  const partial = join(dirname(file.target), partialName)
  await rm(partial, { force: true })
  try {
    await (file.kind === 'symlink' ? symlink(await readlink(file.source), partial) : copy(file, partial))
    recorder.record(file.target)
    await rename(partial, file.target)
  } catch (error) {
    await rm(partial, { force: true })
    throw error
  }
}

async function copy(file: PlannedFile, partial: string): Promise<void> {
  await copyFile(file.source, partial, constants.COPYFILE_FICLONE)
  const { atime, mtime } = await stat(file.source)
  await utimes(partial, atime, mtime)
  await chmod(partial, file.mode)
}
