/**
 * How many unpacked revisions of a group stay on the disk. Before a download the oldest of the group's other
 * deployments go, never the last successful one: its scripts are needed for the next ApplicationStop. Facts 9.5.
 */
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { maxRevisions } from '../settings.ts'
import { type DeploymentFolders, readPointer, removeFolder } from './deployment-folders.ts'

export function removeOldArchives(folders: DeploymentFolders): string[] {
  const lastSuccessful = readPointer(folders.lastSuccessfulInstall)
  const others = otherDeployments(folders)
  const tooMany = Math.max(0, others.length - (maxRevisions - 1))
  const removed = others.filter((path) => path !== lastSuccessful).slice(0, tooMany)
  removed.forEach(removeFolder)
  return removed
}

/** Oldest first. */
function otherDeployments(folders: DeploymentFolders): string[] {
  if (!existsSync(folders.group)) return []
  const ages = readdirSync(folders.group)
    .map((name) => join(folders.group, name))
    .filter((path) => path !== folders.deployment)
    .map((path) => ({ path, modified: statSync(path).mtimeMs }))
  return ages.toSorted((a, b) => a.modified - b.modified).map(({ path }) => path)
}
