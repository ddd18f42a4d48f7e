/**
 * Install: what the AppSpec's `files` and `permissions` say becomes true on the host. Everything that can be refused is
 * refused before anything is removed, so that a refused Install leaves the host as it was.
 */
import { mkdirSync } from 'node:fs'
import { isErrno, writeDurably } from '../../durable-file.ts'
import type { HostSettings } from '../../settings.ts'
import { writePointer } from '../deployment-folders.ts'
import type { EventContext } from '../event-context.ts'
import { EventFailure } from '../event-failure.ts'
import { readAppSpec } from '../read-app-spec.ts'
import { countText } from '../words.ts'
import { applyPermissions } from './apply-permissions.ts'
import { readCleanupFile, startCleanupFile } from './cleanup-file.ts'
import { copyFiles } from './copy-files.ts'
import { hostRoot } from './host-root.ts'
import type { InstallPlan } from './install-plan.ts'
import { planInstall } from './plan-install.ts'
import { planPermissions } from './plan-permissions.ts'
import { preparePermissions, type ReadyStep } from './prepare-permissions.ts'
import { removePrevious } from './remove-previous.ts'
import { syncInstalled } from './sync-installed.ts'

export async function install(context: EventContext): Promise<void> {
  const { command, folders, host, output, cut } = context
  const appSpec = readAppSpec(folders.archive)
  const root = hostRoot(host.root)
  mkdirSync(root.top, { recursive: true })
  mkdirSync(folders.instructions, { recursive: true })
  const owned = readCleanupFile(folders.cleanupFile)
  const behavior = appSpec.fileExistsBehavior ?? command.fileExistsBehavior
  const plan = await planInstall({ archive: folders.archive, files: appSpec.files, behavior, root, owned })
  const permissions = await preparePermissions(planPermissions(appSpec.permissions, plan, root), searchPath(host))
  writeDurably(folders.installFile, instructionsOf(plan, permissions), 0o644)

  const removal = await removePrevious(owned, plan, root)
  const recorder = startCleanupFile(folders.cleanupFile, removal.kept)
  try {
    await copyFiles(plan, { recorder, partialName: `.sluice-${command.deploymentGroupId.slice(0, 8)}`, cut })
    await applyPermissions(permissions, recorder)
  } catch (error) {
    throw isErrno(error, 'ENOSPC', 'EDQUOT') ? diskFull(error) : error
  } finally {
    recorder.close()
  }
  await syncInstalled(plan)
  writePointer(folders.lastSuccessfulInstall, folders.deployment)
  output.say(summary(plan, removal.removedFiles))
}

const searchPath = ({ hookEnvironment }: HostSettings): string => hookEnvironment['PATH'] ?? ''

function summary(plan: InstallPlan, removedFiles: number): string {
  const retained = plan.retained.length > 0 ? `, left ${countText(plan.retained.length, 'existing file')} alone` : ''
  return `installed ${countText(plan.files.size, 'file')}, removed ${removedFiles} of the previous revision${retained}`
}

function diskFull(error: NodeJS.ErrnoException): EventFailure {
  const where = error.path === undefined ? '' : ` while ${error.path} was written`
  return new EventFailure(
    `The disk is full${where}: the installation is incomplete. The next deployment of this group removes what is there of it.`,
  )
}

/** What was done, for whoever looks at the host afterwards. */
function instructionsOf(plan: InstallPlan, permissions: readonly ReadyStep[]): string {
  const folders = [...plan.folders].filter(([, state]) => state === 'make')
  const instructions = [
    ...folders.map(([directory]) => ({ type: 'mkdir', directory })),
    ...[...plan.files.values()].map(({ source, target }) => ({ type: 'copy', source, destination: target })),
    ...permissions.map(({ path, permission }) => ({ type: 'permissions', path, permission })),
  ]
  return `${JSON.stringify({ instructions }, undefined, 1)}\n`
}
