/** Where everything about deployments lies on the host; CodeDeploy's own layout and names. Source: facts 9.4. */
import type { HostCommand } from '@sluice/agent-link'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { readIfThere, writeDurably } from '../durable-file.ts'
import { paths } from '../settings.ts'
import { EventFailure } from './event-failure.ts'

export interface DeploymentFolders {
  /** All deployments of the group. */
  group: string
  deployment: string
  /** The bundle as it was downloaded, whatever its type. */
  bundleFile: string
  archive: string
  scriptsLog: string
  instructions: string
  cleanupFile: string
  installFile: string
  lastSuccessfulInstall: string
  mostRecentInstall: string
}

export function deploymentFolders(home: string, command: HostCommand): DeploymentFolders {
  const groupId = folderName(command.deploymentGroupId)
  const root = paths.deploymentRoot(home)
  const group = join(root, groupId)
  const deployment = join(group, folderName(command.deploymentId))
  const instructions = join(root, 'deployment-instructions')
  return {
    group,
    deployment,
    bundleFile: join(deployment, 'bundle.tar'),
    archive: archiveOf(deployment),
    scriptsLog: join(deployment, 'logs', 'scripts.log'),
    instructions,
    cleanupFile: join(instructions, `${groupId}-cleanup`),
    installFile: join(instructions, `${groupId}-install.json`),
    lastSuccessfulInstall: join(instructions, `${groupId}_last_successful_install`),
    mostRecentInstall: join(instructions, `${groupId}_most_recent_install`),
  }
}

export const archiveOf = (deployment: string): string => join(deployment, 'deployment-archive')

/** A pointer file holds the path of a deployment's folder. */
export function readPointer(path: string): string | undefined {
  return readIfThere(path)?.trim() || undefined
}

export function writePointer(path: string, deployment: string): void {
  writeDurably(path, `${deployment}\n`, 0o644)
}

export function removeFolder(path: string): void {
  rmSync(path, { recursive: true, force: true, maxRetries: 3 })
}

/** Ids become folder names here: nothing but letters, digits and dashes may. */
function folderName(id: string): string {
  if (/^[A-Za-z0-9][A-Za-z0-9-]{0,99}$/.test(id)) return id
  throw new EventFailure(`The id ${JSON.stringify(id.slice(0, 100))} cannot be the name of a folder.`)
}
