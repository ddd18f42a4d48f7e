/**
 * Which revision's scripts an event runs. A host that has downloaded the revision being deployed runs that one's. Before, and
 * on hosts that get none (the originals of a blue/green deployment, both fleets when traffic goes back), the scripts belong
 * to what is on the host already. Source: facts 2.2 and 2.3.
 */
import type { HostCommand } from '@sluice/agent-link'
import { previousRevisionEvents } from '@sluice/model'
import { existsSync } from 'node:fs'
import { archiveOf, type DeploymentFolders, readPointer } from '../deployment-folders.ts'
import type { EventContext } from '../event-context.ts'
import { EventFailure } from '../event-failure.ts'

/** Undefined: nothing was ever installed whose scripts could run. */
export function archiveWithScripts({ command, folders }: EventContext): string | undefined {
  if (existsSync(folders.archive)) return folders.archive
  const source = sourceOnHost(command, folders)
  if (source === undefined)
    throw new EventFailure(`${command.event} cannot run: the revision has not been downloaded to this host.`)
  const deployment = readPointer(source.pointer)
  if (deployment === undefined) return undefined
  if (existsSync(archiveOf(deployment))) return archiveOf(deployment)
  throw new EventFailure(
    `The scripts of ${command.event} come from the ${source.name} on this host, but ${deployment} is gone.${wayOut(command)}`,
  )
}

interface Source {
  name: string
  /** The file that says where it is. */
  pointer: string
}

function sourceOnHost(command: HostCommand, folders: DeploymentFolders): Source | undefined {
  const lastSuccessful = { name: 'last successful install', pointer: folders.lastSuccessfulInstall }
  const isBlueGreen = command.deploymentType === 'BLUE_GREEN'
  const isRollback = command.deploymentCreator === 'codeDeployRollback'
  switch (command.event) {
    case 'BeforeBlockTraffic':
    case 'AfterBlockTraffic':
      if (!isBlueGreen || !isRollback) return lastSuccessful
      return { name: 'most recent install', pointer: folders.mostRecentInstall }
    case 'BeforeAllowTraffic':
    case 'AfterAllowTraffic':
      // Going forward a replacement has the revision long before, so a host without it is an original that gets its users back.
      return isBlueGreen ? lastSuccessful : undefined
    default:
      return previousRevisionEvents.includes(command.event) ? lastSuccessful : undefined
  }
}

/** What may fail without failing the deployment, when it is told so. */
function wayOut({ event }: HostCommand): string {
  return previousRevisionEvents.includes(event) ? ' Deploy once with ApplicationStop failures ignored.' : ''
}
